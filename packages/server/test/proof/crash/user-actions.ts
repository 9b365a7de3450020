import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { present } from "../../cognito-idp/test-pool.ts";
import type { SharedPool } from "./pools-under-load.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { Action, Plan } from "./subject.ts";
import {
  type Account,
  deleted,
  exchanged,
  type SignIn,
  signInOf,
  type UserLedger,
  withAccount,
  withSignIns,
} from "./user-ledger.ts";

const newPassword = (random: SeededRandom) => `Crash-round-${random.below(1e9)}`;
const newNickname = (random: SeededRandom) => `nick ${random.below(1e9)}`;

const hasStatus = ({ account }: UserLedger, ...statuses: Account["status"][]) =>
  account?.enabled === true && statuses.includes(account.status);
/** The sign-ins whose tokens work. */
const live = (user: UserLedger) => (user.account?.enabled ? user.signIns.filter(({ ended }) => !ended) : []);
const isSignedIn = (user: UserLedger) => user.account?.status !== "UNCONFIRMED" && live(user).length > 0;
const exchangeable = (user: UserLedger) =>
  live(user).filter(({ rotating, refreshToken }) => rotating && refreshToken !== undefined);

/** A request whose answer tells nothing that the ledger needs. */
const changing = (request: Promise<unknown> | (() => Promise<unknown>), after: UserLedger): Plan<UserLedger> => ({
  send: async () => {
    await (typeof request === "function" ? request() : request);
    return after;
  },
  ifTaken: after,
});

/** Everything that happens to a user, by himself and by administrators. */
export function userActions(pool: SharedPool): Action<UserLedger>[] {
  const UserPoolId = pool.poolId;
  const ClientId = pool.plainClient;
  const fresh = (random: SeededRandom, status: Account["status"]): Account => ({
    status,
    enabled: true,
    verified: status === "FORCE_CHANGE_PASSWORD",
    sub: undefined,
    password: newPassword(random),
    nickname: undefined,
    groups: [],
  });
  const begun = (user: UserLedger, account: Account): UserLedger => ({ ...user, account, spent: true });

  return [
    {
      name: "SignUp",
      weight: 4,
      fits: ({ spent }) => !spent,
      plan(user, { sdk }, random) {
        const account = fresh(random, "UNCONFIRMED");
        const { username: Username, email } = user;
        const UserAttributes = [{ Name: "email", Value: email }];
        const command = new SignUpCommand({ ClientId, Username, Password: account.password, UserAttributes });
        return {
          send: async () => begun(user, { ...account, sub: present((await sdk.send(command)).UserSub) }),
          ifTaken: begun(user, account),
        };
      },
    },
    {
      name: "AdminCreateUser",
      fits: ({ spent }) => !spent,
      plan(user, { sdk }, random) {
        const account = fresh(random, "FORCE_CHANGE_PASSWORD");
        const command = new AdminCreateUserCommand({
          UserPoolId,
          Username: user.username,
          TemporaryPassword: account.password,
          UserAttributes: [
            { Name: "email", Value: user.email },
            { Name: "email_verified", Value: "true" },
          ],
        });
        return {
          send: async () => {
            const { User } = await sdk.send(command);
            const sub = User?.Attributes?.find(({ Name }) => Name === "sub")?.Value;
            return begun(user, { ...account, sub: present(sub) });
          },
          ifTaken: begun(user, account),
        };
      },
    },
    {
      name: "ResendConfirmationCode",
      fits: (user) => hasStatus(user, "UNCONFIRMED"),
      plan: (user, { sdk }) =>
        changing(() => sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username: user.username })), user),
    },
    {
      name: "ConfirmSignUp",
      weight: 6,
      fits: (user) => hasStatus(user, "UNCONFIRMED"),
      plan: (user, { sdk, code }) =>
        changing(
          async () => {
            const ConfirmationCode = await code(user.email);
            await sdk.send(new ConfirmSignUpCommand({ ClientId, Username: user.username, ConfirmationCode }));
          },
          withAccount(user, { status: "CONFIRMED", verified: true }),
        ),
    },
    {
      name: "AdminConfirmSignUp",
      fits: (user) => hasStatus(user, "UNCONFIRMED"),
      plan: (user, { sdk }) =>
        changing(
          () => sdk.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: user.username })),
          withAccount(user, { status: "CONFIRMED" }),
        ),
    },
    ...[false, true].map(
      (rotating): Action<UserLedger> => ({
        name: rotating ? "InitiateAuth (rotating)" : "InitiateAuth",
        weight: 2,
        // One rotating sign-in at a time: a check exchanges its token, and must not have to undo that.
        fits: (user) =>
          hasStatus(user, "CONFIRMED") &&
          live(user).filter((one) => one.rotating === rotating).length < (rotating ? 1 : 3),
        plan(user, { sdk }) {
          const command = new InitiateAuthCommand({
            ClientId: rotating ? pool.rotatingClient : pool.plainClient,
            AuthFlow: "USER_PASSWORD_AUTH",
            AuthParameters: { USERNAME: user.username, PASSWORD: present(user.account).password },
          });
          return {
            send: async () => {
              const signIn = signInOf((await sdk.send(command)).AuthenticationResult, rotating);
              return { ...user, signIns: [...user.signIns, signIn].slice(-6) };
            },
            // Nobody holds its tokens.
            ifTaken: user,
          };
        },
      }),
    ),
    {
      name: "RespondToAuthChallenge (NEW_PASSWORD_REQUIRED)",
      weight: 4,
      fits: (user) => hasStatus(user, "FORCE_CHANGE_PASSWORD"),
      plan(user, { sdk }, random) {
        const { username: USERNAME } = user;
        const password = newPassword(random);
        const after = withAccount(user, { status: "CONFIRMED", password });
        return {
          send: async () => {
            const { Session } = await sdk.send(
              new InitiateAuthCommand({
                ClientId,
                AuthFlow: "USER_PASSWORD_AUTH",
                AuthParameters: { USERNAME, PASSWORD: present(user.account).password },
              }),
            );
            const { AuthenticationResult } = await sdk.send(
              new RespondToAuthChallengeCommand({
                ClientId,
                ChallengeName: "NEW_PASSWORD_REQUIRED",
                ChallengeResponses: { USERNAME, NEW_PASSWORD: password },
                Session,
              }),
            );
            return { ...after, signIns: [...after.signIns, signInOf(AuthenticationResult, false)].slice(-6) };
          },
          ifTaken: after,
        };
      },
    },
    {
      name: "GetTokensFromRefreshToken (rotating)",
      weight: 3,
      fits: (user) => exchangeable(user).length > 0,
      plan(user, { sdk }, random) {
        const signIn = random.pick(exchangeable(user));
        return {
          send: async () => {
            const { AuthenticationResult } = await sdk.send(
              new GetTokensFromRefreshTokenCommand({
                ClientId: pool.rotatingClient,
                RefreshToken: present(signIn.refreshToken),
              }),
            );
            return exchanged(user, signIn, present(AuthenticationResult?.RefreshToken));
          },
          ifTaken: exchanged(user, signIn, undefined),
        };
      },
    },
    {
      name: "RevokeToken",
      fits: (user) => live(user).some(({ refreshToken }) => refreshToken !== undefined),
      plan(user, { sdk }, random) {
        const signIn = random.pick(live(user).filter(({ refreshToken }) => refreshToken !== undefined));
        const command = new RevokeTokenCommand({
          ClientId: signIn.rotating ? pool.rotatingClient : pool.plainClient,
          Token: present(signIn.refreshToken),
        });
        return changing(
          () => sdk.send(command),
          withSignIns(user, { ended: true }, (other) => other === signIn),
        );
      },
    },
    {
      name: "GlobalSignOut",
      fits: isSignedIn,
      plan: (user, { sdk }, random) =>
        changing(
          () => sdk.send(new GlobalSignOutCommand({ AccessToken: tokenOf(user, random) })),
          withSignIns(user, { ended: true }),
        ),
    },
    {
      name: "AdminUserGlobalSignOut",
      fits: isSignedIn,
      plan: (user, { sdk }) =>
        changing(
          () => sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: user.username })),
          withSignIns(user, { ended: true }),
        ),
    },
    {
      name: "UpdateUserAttributes",
      fits: isSignedIn,
      plan(user, { sdk }, random) {
        const nickname = newNickname(random);
        const UserAttributes = [{ Name: "nickname", Value: nickname }];
        const command = new UpdateUserAttributesCommand({ AccessToken: tokenOf(user, random), UserAttributes });
        return changing(() => sdk.send(command), withAccount(user, { nickname }));
      },
    },
    {
      name: "DeleteUserAttributes",
      fits: (user) => isSignedIn(user) && user.account?.nickname !== undefined,
      plan: (user, { sdk }, random) =>
        changing(
          () =>
            sdk.send(
              new DeleteUserAttributesCommand({
                AccessToken: tokenOf(user, random),
                UserAttributeNames: ["nickname"],
              }),
            ),
          withAccount(user, { nickname: undefined }),
        ),
    },
    {
      name: "AdminUpdateUserAttributes",
      fits: ({ account }) => account !== undefined,
      plan(user, { sdk }, random) {
        const nickname = newNickname(random);
        const UserAttributes = [{ Name: "nickname", Value: nickname }];
        const command = new AdminUpdateUserAttributesCommand({ UserPoolId, Username: user.username, UserAttributes });
        return changing(() => sdk.send(command), withAccount(user, { nickname }));
      },
    },
    {
      name: "AdminDeleteUserAttributes",
      fits: ({ account }) => account?.nickname !== undefined,
      plan(user, { sdk }) {
        const UserAttributeNames = ["nickname"];
        const command = new AdminDeleteUserAttributesCommand({
          UserPoolId,
          Username: user.username,
          UserAttributeNames,
        });
        return changing(() => sdk.send(command), withAccount(user, { nickname: undefined }));
      },
    },
    {
      name: "ChangePassword",
      fits: (user) => isSignedIn(user) && hasStatus(user, "CONFIRMED"),
      plan(user, { sdk }, random) {
        const password = newPassword(random);
        const command = new ChangePasswordCommand({
          AccessToken: tokenOf(user, random),
          PreviousPassword: present(user.account).password,
          ProposedPassword: password,
        });
        return changing(() => sdk.send(command), withAccount(user, { password }));
      },
    },
    ...[false, true].map(
      (Permanent): Action<UserLedger> => ({
        name: Permanent ? "AdminSetUserPassword" : "AdminSetUserPassword (temporary)",
        fits: (user) => hasStatus(user, "CONFIRMED", "FORCE_CHANGE_PASSWORD"),
        plan(user, { sdk }, random) {
          const password = newPassword(random);
          const { username: Username } = user;
          const command = new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: password, Permanent });
          const status = Permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
          return changing(() => sdk.send(command), withAccount(user, { password, status }));
        },
      }),
    ),
    {
      name: "ConfirmForgotPassword",
      fits: (user) => hasStatus(user, "CONFIRMED") && user.account?.verified === true,
      plan(user, { sdk, code }, random) {
        const password = newPassword(random);
        const { username: Username } = user;
        return changing(
          async () => {
            const { CodeDeliveryDetails } = await sdk.send(new ForgotPasswordCommand({ ClientId, Username }));
            present(CodeDeliveryDetails);
            const ConfirmationCode = await code(user.email);
            await sdk.send(
              new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password: password }),
            );
          },
          withAccount(user, { password }),
        );
      },
    },
    {
      name: "AdminAddUserToGroup",
      weight: 2,
      fits: ({ account }) => account !== undefined && account.groups.length < pool.groups.length,
      plan(user, { sdk }, random) {
        const { groups } = present(user.account);
        const GroupName = random.pick(pool.groups.filter((group) => !groups.includes(group)));
        const command = new AdminAddUserToGroupCommand({ UserPoolId, Username: user.username, GroupName });
        return changing(() => sdk.send(command), withAccount(user, { groups: [...groups, GroupName] }));
      },
    },
    {
      name: "AdminRemoveUserFromGroup",
      fits: ({ account }) => account !== undefined && account.groups.length > 0,
      plan(user, { sdk }, random) {
        const { groups } = present(user.account);
        const GroupName = random.pick(groups);
        const command = new AdminRemoveUserFromGroupCommand({ UserPoolId, Username: user.username, GroupName });
        return changing(
          () => sdk.send(command),
          withAccount(user, { groups: groups.filter((group) => group !== GroupName) }),
        );
      },
    },
    {
      name: "AdminDisableUser",
      fits: ({ account }) => account?.enabled === true,
      plan: (user, { sdk }) =>
        changing(
          () => sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: user.username })),
          withSignIns(withAccount(user, { enabled: false }), { ended: true }),
        ),
    },
    {
      name: "AdminEnableUser",
      weight: 4,
      fits: ({ account }) => account?.enabled === false,
      plan: (user, { sdk }) =>
        changing(
          () => sdk.send(new AdminEnableUserCommand({ UserPoolId, Username: user.username })),
          withAccount(user, { enabled: true }),
        ),
    },
    {
      name: "DeleteUser",
      fits: isSignedIn,
      plan: (user, { sdk }, random) =>
        changing(() => sdk.send(new DeleteUserCommand({ AccessToken: tokenOf(user, random) })), deleted(user)),
    },
    {
      name: "AdminDeleteUser",
      fits: ({ account }) => account !== undefined,
      plan: (user, { sdk }) =>
        changing(() => sdk.send(new AdminDeleteUserCommand({ UserPoolId, Username: user.username })), deleted(user)),
    },
  ];
}

function tokenOf(user: UserLedger, random: SeededRandom): string {
  return random.pick<SignIn>(live(user)).accessToken;
}
