import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { present } from "../../cognito-idp/test-pool.ts";
import type { SharedPool } from "./pools-under-load.ts";
import { newPassword, type SeededRandom } from "./seeded-random.ts";
import { type Action, changing } from "./subject.ts";
import {
  type Account,
  deleted,
  hasStatus,
  isSignedIn,
  liveSignIns,
  type UserLedger,
  withAccount,
  withSignIns,
} from "./user-ledger.ts";

const newNickname = (random: SeededRandom) => `nick ${random.below(1e9)}`;

/** What happens to a user's account, by himself and by administrators. */
export function accountActions({
  poolId: UserPoolId,
  plainClient: ClientId,
  groups: allGroups,
}: SharedPool): Action<UserLedger>[] {
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
    {
      name: "UpdateUserAttributes",
      fits: isSignedIn,
      plan(user, { sdk }, random) {
        const nickname = newNickname(random);
        const UserAttributes = [{ Name: "nickname", Value: nickname }];
        const command = new UpdateUserAttributesCommand({
          AccessToken: random.pick(liveSignIns(user)).accessToken,
          UserAttributes,
        });
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
                AccessToken: random.pick(liveSignIns(user)).accessToken,
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
      name: "AdminAddUserToGroup",
      weight: 2,
      fits: ({ account }) => account !== undefined && account.groups.length < allGroups.length,
      plan(user, { sdk }, random) {
        const { groups } = present(user.account);
        const GroupName = random.pick(allGroups.filter((group) => !groups.includes(group)));
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
        changing(
          () => sdk.send(new DeleteUserCommand({ AccessToken: random.pick(liveSignIns(user)).accessToken })),
          deleted(user),
        ),
    },
    {
      name: "AdminDeleteUser",
      fits: ({ account }) => account !== undefined,
      plan: (user, { sdk }) =>
        changing(() => sdk.send(new AdminDeleteUserCommand({ UserPoolId, Username: user.username })), deleted(user)),
    },
  ];
}
