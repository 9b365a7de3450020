import {
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { present } from "../../cognito-idp/test-pool.ts";
import type { SharedPool } from "./pools-under-load.ts";
import { newPassword } from "./seeded-random.ts";
import { type Action, changing } from "./subject.ts";
import {
  exchanged,
  hasStatus,
  isSignedIn,
  liveSignIns,
  signInOf,
  type UserLedger,
  withAccount,
  withSignIns,
} from "./user-ledger.ts";

const exchangeable = (user: UserLedger) =>
  liveSignIns(user).filter(({ rotating, refreshToken }) => rotating && refreshToken !== undefined);

/** What happens to a user's passwords, sign-ins and tokens. */
export function credentialActions(pool: SharedPool): Action<UserLedger>[] {
  const { poolId: UserPoolId, plainClient: ClientId } = pool;
  return [
    ...[false, true].map(
      (rotating): Action<UserLedger> => ({
        name: rotating ? "InitiateAuth (rotating)" : "InitiateAuth",
        weight: 2,
        // One rotating sign-in at a time: a check exchanges its token, and must not have to undo that.
        fits: (user) =>
          hasStatus(user, "CONFIRMED") &&
          liveSignIns(user).filter((one) => one.rotating === rotating).length < (rotating ? 1 : 3),
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
      fits: (user) => liveSignIns(user).some(({ refreshToken }) => refreshToken !== undefined),
      plan(user, { sdk }, random) {
        const signIn = random.pick(liveSignIns(user).filter(({ refreshToken }) => refreshToken !== undefined));
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
          () => sdk.send(new GlobalSignOutCommand({ AccessToken: random.pick(liveSignIns(user)).accessToken })),
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
      name: "ChangePassword",
      fits: (user) => isSignedIn(user) && hasStatus(user, "CONFIRMED"),
      plan(user, { sdk }, random) {
        const password = newPassword(random);
        const command = new ChangePasswordCommand({
          AccessToken: random.pick(liveSignIns(user)).accessToken,
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
  ];
}
