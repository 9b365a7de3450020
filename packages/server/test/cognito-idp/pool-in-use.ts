import {
  AdminDisableUserCommand,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  GetUserCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { computeSecretHash } from "../../src/services/cognito-idp/clients/secret-hash.ts";
import { present, sdkClient } from "./test-pool.ts";

export const PASSWORD = "Correct-horse-7";
export const OTHER_PASSWORD = "Battery-staple-8";

/** What a sign-in came to. */
export interface SignedIn {
  accessToken: string;
  idToken: string;
  refreshToken: string;
}

export interface ClientInUse {
  clientId: string;
  /** Undefined for a public client. */
  secret: string | undefined;
  /** SECRET_HASH over a name; undefined for a public client. */
  hash(username: string): string | undefined;
}

export interface NewUser {
  /** `{username}@example.com` unless given; null for none. */
  email?: string | null;
  phone?: string;
  attributes?: Record<string, string>;
  password?: string;
}

/** A pool with users and clients, used through a stock client. Users' codes come from the mailbox. */
export interface PoolInUse {
  sdk: ReturnType<typeof sdkClient>;
  poolId: string;
  /** The client that `signUp` and `signIn` use unless told otherwise. */
  main: ClientInUse;
  addClient(settings?: Partial<CreateUserPoolClientCommandInput>): Promise<ClientInUse>;
  /** Gives the sub. */
  signUp(username: string, user?: NewUser): Promise<string>;
  /** Signs up and confirms by the code in the mailbox. Gives the sub. */
  addUser(username: string, user?: NewUser): Promise<string>;
  signIn(username: string, password?: string, client?: ClientInUse): Promise<SignedIn>;
  disable(username: string): Promise<void>;
  /** The newest code sent to this user. */
  code(username: string): Promise<string>;
  /** Why nothing was sent to this user, newest first. */
  reasons(username: string): Promise<string[]>;
  /** As GetUser shows them. */
  attributes(accessToken: string): Promise<Record<string, string>>;
}

/** @param made what CreateUserPool and CreateUserPoolClient are told besides; `client` replaces the flows as well */
export async function putPoolInUse(
  server: Poolhouse,
  made: { pool?: Partial<CreateUserPoolCommandInput>; client?: Partial<CreateUserPoolClientCommandInput> } = {},
): Promise<PoolInUse> {
  const sdk = sdkClient(server);
  const { UserPool } = await sdk.send(
    new CreateUserPoolCommand({ PoolName: "in use", AutoVerifiedAttributes: ["email"], ...made.pool }),
  );
  const poolId = present(UserPool?.Id);
  const addClient: PoolInUse["addClient"] = async (settings = {}) => {
    const { UserPoolClient } = await sdk.send(
      new CreateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientName: "in use",
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        ...settings,
      }),
    );
    const clientId = present(UserPoolClient?.ClientId);
    const secret = UserPoolClient?.ClientSecret;
    return {
      clientId,
      secret,
      hash: (username) => (secret === undefined ? undefined : computeSecretHash(secret, username, clientId)),
    };
  };
  const main = await addClient(made.client);
  const messagesOf = (username: string) => server.mailbox.messages({ username, poolId });

  const pool: PoolInUse = {
    sdk,
    poolId,
    main,
    addClient,

    async signUp(username, { email, phone, attributes = {}, password = PASSWORD } = {}) {
      const all = {
        ...(email !== null && { email: email ?? `${username}@example.com` }),
        ...(phone && { phone_number: phone }),
        ...attributes,
      };
      const { UserSub } = await sdk.send(
        new SignUpCommand({
          ClientId: main.clientId,
          SecretHash: main.hash(username),
          Username: username,
          Password: password,
          UserAttributes: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
        }),
      );
      return present(UserSub);
    },

    async addUser(username, user) {
      const sub = await pool.signUp(username, user);
      // By either name, since several may sign up at once; where addresses are user names, a message is for the sub.
      const sent = (await server.mailbox.messages({ poolId })).find(({ username: whose }) =>
        [username, sub].includes(whose),
      );
      await sdk.send(
        new ConfirmSignUpCommand({
          ClientId: main.clientId,
          SecretHash: main.hash(username),
          Username: username,
          ConfirmationCode: present(sent?.code ?? undefined),
        }),
      );
      return sub;
    },

    async signIn(username, password = PASSWORD, client = main) {
      const hash = client.hash(username);
      const { AuthenticationResult } = await sdk.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId: client.clientId,
          AuthParameters: { USERNAME: username, PASSWORD: password, ...(hash && { SECRET_HASH: hash }) },
        }),
      );
      return {
        accessToken: present(AuthenticationResult?.AccessToken),
        idToken: present(AuthenticationResult?.IdToken),
        refreshToken: present(AuthenticationResult?.RefreshToken),
      };
    },

    async disable(username) {
      await sdk.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: username }));
    },

    async code(username) {
      const found = (await messagesOf(username)).find(({ code }) => code);
      if (!found?.code) throw new Error(`No code was sent to ${username}`);
      return found.code;
    },

    async reasons(username) {
      return (await messagesOf(username)).flatMap(({ reason }) => reason ?? []);
    },

    async attributes(accessToken) {
      const { UserAttributes = [] } = await sdk.send(new GetUserCommand({ AccessToken: accessToken }));
      return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [present(Name), Value ?? ""]));
    },
  };
  return pool;
}

/** The claims of a token, unverified. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

/** A code that is not the given one. */
export function wrongCode(code: string): string {
  return code === "000000" ? "000001" : "000000";
}
