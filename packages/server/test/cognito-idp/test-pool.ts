import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";

const PASSWORD = "Correct-horse-7";

/** A pool with a client that signs in by password and verifies mail addresses. */
export interface TestPool {
  poolId: string;
  clientId: string;
  /** Signs a user up, without confirming. Gives the sub. */
  signUp(username: string): Promise<string>;
  /** Signs a user up and confirms. Gives the sub. */
  addUser(username: string): Promise<string>;
  /** Signs in by password. */
  signIn(username: string): Promise<Tokens>;
  refresh(tokens: Tokens): Promise<Tokens>;
}

export interface Tokens {
  /** The claims of the ID token. */
  id: Record<string, unknown>;
  /** The claims of the access token. */
  access: Record<string, unknown>;
  refreshToken: string | undefined;
}

/** A stock client of the server; `account` is twelve digits and stands as access key id, which names the account. */
export function sdkClient(server: Poolhouse, from: { account?: string; region?: string } = {}) {
  return new CognitoIdentityProviderClient({
    ...server.client,
    ...(from.region && { region: from.region }),
    ...(from.account && { credentials: { accessKeyId: from.account, secretAccessKey: "test" } }),
  });
}

/** @param request what CreateUserPool is told besides. */
export async function createTestPool(
  server: Poolhouse,
  request: Partial<CreateUserPoolCommandInput> = {},
  client = sdkClient(server),
): Promise<TestPool> {
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({ PoolName: "test", AutoVerifiedAttributes: ["email"], ...request }),
  );
  const poolId = present(UserPool?.Id);
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: "test",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  const clientId = present(UserPoolClient?.ClientId);
  const addressOf = (username: string) => `${encodeURIComponent(username).replaceAll("%", "")}.${poolId}@example.com`;
  const signUp = async (username: string) => {
    const UserAttributes = [{ Name: "email", Value: addressOf(username) }];
    const command = new SignUpCommand({ ClientId: clientId, Username: username, Password: PASSWORD, UserAttributes });
    return present((await client.send(command)).UserSub);
  };
  const authenticate = async (
    AuthFlow: "USER_PASSWORD_AUTH" | "REFRESH_TOKEN_AUTH",
    AuthParameters: Record<string, string>,
  ) => {
    const answer = await client.send(new InitiateAuthCommand({ ClientId: clientId, AuthFlow, AuthParameters }));
    const { IdToken, AccessToken, RefreshToken } = present(answer.AuthenticationResult);
    return { id: claimsOf(present(IdToken)), access: claimsOf(present(AccessToken)), refreshToken: RefreshToken };
  };
  return {
    poolId,
    clientId,
    signUp,
    async addUser(username) {
      const sub = await signUp(username);
      const ConfirmationCode = await server.mailbox.code(addressOf(username));
      await client.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: username, ConfirmationCode }));
      return sub;
    },
    signIn: (username) => authenticate("USER_PASSWORD_AUTH", { USERNAME: username, PASSWORD }),
    refresh: ({ refreshToken }) => authenticate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: present(refreshToken) }),
  };
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

/** @throws Error when an answer lacks what the test goes on with. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The answer lacks a member");
  return value;
}
