import {
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminGetUserCommand,
  type AdminGetUserCommandOutput,
  AdminSetUserPasswordCommand,
  type AttributeType,
  type CreateUserPoolClientCommandInput,
  type CreateUserPoolCommandInput,
  GetUserCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { MailboxMessage, Poolhouse } from "@poolhouse/testkit";
import { PASSWORD, type PoolInUse, putPoolInUse } from "./pool-in-use.ts";
import { present } from "./test-pool.ts";

/** A pool whose users an administrator makes, through a stock client. */
export interface ManagedPool extends PoolInUse {
  server: Poolhouse;
  /** What every operation on one user is told. */
  named(username: string): { UserPoolId: string; Username: string };
  /** AdminCreateUser, with SUPPRESS unless `request` says otherwise. */
  create(
    username: string,
    request?: Omit<Partial<AdminCreateUserCommandInput>, "UserPoolId" | "Username">,
  ): Promise<UserType>;
  /** A confirmed user with the password `PASSWORD`. Gives the sub. */
  addReady(username: string, attributes?: Record<string, string>): Promise<string>;
  get(username: string): Promise<AdminGetUserCommandOutput>;
  /** As AdminGetUser shows them. */
  attributesOf(username: string): Promise<Record<string, string>>;
  /** InitiateAuth with USER_PASSWORD_AUTH, whatever it comes to. */
  tryPassword(username: string, password?: string): Promise<InitiateAuthCommandOutput>;
  refresh(refreshToken: string): Promise<InitiateAuthCommandOutput>;
  getUser(accessToken: string): Promise<unknown>;
  /** All messages and accounts of messages of one user, newest first. */
  mailOf(username: string): Promise<MailboxMessage[]>;
}

export const list = (attributes: Record<string, string>): AttributeType[] =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

export const record = (attributes: readonly AttributeType[] = []): Record<string, string> =>
  Object.fromEntries(attributes.map(({ Name, Value }) => [present(Name), Value ?? ""]));

/** What CreateUserPool is told to let a pool send text messages. */
export const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };

/** @param made as `putPoolInUse` takes it */
export async function manageNewPool(
  server: Poolhouse,
  made: { pool?: Partial<CreateUserPoolCommandInput>; client?: Partial<CreateUserPoolClientCommandInput> } = {},
): Promise<ManagedPool> {
  const pool = await putPoolInUse(server, made);
  const { sdk, poolId, main } = pool;
  const named = (Username: string) => ({ UserPoolId: poolId, Username });
  const managed: ManagedPool = {
    ...pool,
    server,
    named,
    async create(username, request) {
      const command = new AdminCreateUserCommand({ ...named(username), MessageAction: "SUPPRESS", ...request });
      return present((await sdk.send(command)).User);
    },
    async addReady(username, attributes = {}) {
      const { Attributes } = await managed.create(username, { UserAttributes: list(attributes) });
      const sub = present(record(Attributes).sub);
      await sdk.send(new AdminSetUserPasswordCommand({ ...named(sub), Password: PASSWORD, Permanent: true }));
      return sub;
    },
    get: (username) => sdk.send(new AdminGetUserCommand(named(username))),
    attributesOf: async (username) => record((await managed.get(username)).UserAttributes),
    tryPassword: (username, password = PASSWORD) =>
      sdk.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId: main.clientId,
          AuthParameters: { USERNAME: username, PASSWORD: password },
        }),
      ),
    refresh: (refreshToken) =>
      sdk.send(
        new InitiateAuthCommand({
          AuthFlow: "REFRESH_TOKEN_AUTH",
          ClientId: main.clientId,
          AuthParameters: { REFRESH_TOKEN: refreshToken },
        }),
      ),
    getUser: (AccessToken) => sdk.send(new GetUserCommand({ AccessToken })),
    mailOf: (username) => server.mailbox.messages({ poolId, username }),
  };
  return managed;
}
