import {
  AddUserPoolClientSecretCommand,
  ConfirmSignUpCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  DescribeUserPoolClientCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  ListUserPoolClientSecretsCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { computeSecretHash } from "../clients/secret-hash.ts";

let server: Poolhouse;
const OWN = "own_secret+of_24_letters";

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const withSecret = () => putPoolInUse(server, { client: { GenerateSecret: true } });
const add = async (pool: PoolInUse, ClientSecret?: string, ClientId = pool.main.clientId) =>
  present(
    (
      await pool.sdk.send(
        new AddUserPoolClientSecretCommand({
          UserPoolId: pool.poolId,
          ClientId,
          ...(ClientSecret && { ClientSecret }),
        }),
      )
    ).ClientSecretDescriptor,
  );
const secretIds = async ({ sdk, poolId: UserPoolId, main }: PoolInUse) => {
  const { ClientSecrets = [] } = await sdk.send(
    new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId: main.clientId }),
  );
  return ClientSecrets.map(({ ClientSecretId }) => present(ClientSecretId));
};
const remove = ({ sdk, poolId: UserPoolId, main }: PoolInUse, ClientSecretId: string) =>
  sdk.send(new DeleteUserPoolClientSecretCommand({ UserPoolId, ClientId: main.clientId, ClientSecretId }));

test("a second secret is drawn and told once, with its id and date (documented)", async () => {
  const pool = await withSecret();
  const secret = await add(pool);
  expect(secret).toEqual({
    ClientSecretId: expect.stringMatching(new RegExp(`^${pool.main.clientId}--\\d{13}$`)),
    ClientSecretValue: expect.stringMatching(/^[0-9a-v]{51,52}$/),
    ClientSecretCreateDate: expect.any(Date),
  });
  expect(secret.ClientSecretValue).not.toBe(pool.main.secret);
  const { UserPoolClient } = await pool.sdk.send(
    new DescribeUserPoolClientCommand({ UserPoolId: pool.poolId, ClientId: pool.main.clientId }),
  );
  expect(UserPoolClient?.ClientSecret).toBe(secret.ClientSecretValue);
});

test("one that the caller brings is not told back (documented)", async () => {
  const pool = await withSecret();
  expect(await add(pool, OWN)).not.toHaveProperty("ClientSecretValue");
  expect(await secretIds(pool)).toHaveLength(2);
});

test("two live at once, a third is refused: LimitExceededException (number documented, text assumed)", async () => {
  const pool = await withSecret();
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => add(pool)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await refusedCall(add(pool))).toMatch(/^LimitExceededException: /);
  expect(await secretIds(pool)).toHaveLength(2);
});

test("a client that was made without a secret gets none (documented; text assumed)", async () => {
  const pool = await putPoolInUse(server);
  expect(await refusedCall(add(pool))).toMatch(/^InvalidParameterException: /);
  await pool.addUser("ada");
  await pool.signIn("ada");
});

test("a secret that the client has already is refused (assumed), and one outside the pattern without being repeated", async () => {
  const pool = await withSecret();
  expect(await refusedCall(add(pool, present(pool.main.secret)))).toMatch(/^InvalidParameterException: /);
  const bad = "with-a-hyphen-in-its-middle";
  const answer = await refusedCall(add(pool, bad));
  expect(answer).toMatch(/^InvalidParameterException: 1 validation error detected: Value at 'clientSecret'/);
  expect(answer).not.toContain(bad);
});

test("a client that does not exist, is another pool's, or is deleted at that moment is not found: ResourceNotFoundException", async () => {
  const [own, other] = [await withSecret(), await withSecret()];
  const notFound = "ResourceNotFoundException: User pool client does not exist.";
  expect(await refusedCall(add(own, undefined, "nobody"))).toBe(notFound);
  expect(await refusedCall(add(own, undefined, other.main.clientId))).toBe(notFound);
  expect(await secretIds(other)).toHaveLength(1);
  const deletion = new DeleteUserPoolClientCommand({ UserPoolId: own.poolId, ClientId: own.main.clientId });
  await Promise.allSettled([add(own), own.sdk.send(deletion)]);
  expect(await refusedCall(secretIds(own))).toBe(notFound);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const pool = await withSecret();
  await expectPoolBoundaries(server, "AddUserPoolClientSecret", pool.poolId, (caller, UserPoolId) =>
    caller.send(new AddUserPoolClientSecretCommand({ UserPoolId, ClientId: pool.main.clientId })),
  );
  expect(await secretIds(pool)).toHaveLength(1);
});

describe("SECRET_HASH", () => {
  const hashes = (pool: PoolInUse, secret: string) => {
    const { clientId: ClientId } = pool.main;
    const hash = (username: string) => computeSecretHash(secret, username, ClientId);
    return {
      signUp: (Username: string) =>
        pool.sdk.send(new SignUpCommand({ ClientId, Username, Password: PASSWORD, SecretHash: hash(Username) })),
      signIn: (USERNAME: string, over = USERNAME) =>
        pool.sdk.send(
          new InitiateAuthCommand({
            ClientId,
            AuthFlow: "USER_PASSWORD_AUTH",
            AuthParameters: { USERNAME, PASSWORD, SECRET_HASH: hash(over) },
          }),
        ),
      refresh: (REFRESH_TOKEN: string, over: string) =>
        pool.sdk.send(
          new InitiateAuthCommand({
            ClientId,
            AuthFlow: "REFRESH_TOKEN_AUTH",
            AuthParameters: { REFRESH_TOKEN, SECRET_HASH: hash(over) },
          }),
        ),
      getTokens: (RefreshToken: string) =>
        pool.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken, ClientSecret: secret })),
    };
  };
  const wrong = (pool: PoolInUse) =>
    `NotAuthorizedException: Unable to verify secret hash for client ${pool.main.clientId}`;

  test("either of two secrets will do, the deleted one no more, for every operation that takes one", async () => {
    const pool = await withSecret();
    const [first] = await secretIds(pool);
    const { ClientSecretValue } = await add(pool);
    await pool.addUser("ada");
    const older = hashes(pool, present(pool.main.secret));
    const newer = hashes(pool, present(ClientSecretValue));

    await older.signUp("by-older");
    await newer.signUp("by-newer");
    const { AuthenticationResult } = await older.signIn("ada");
    const refreshToken = present(AuthenticationResult?.RefreshToken);
    await newer.signIn("ada");
    for (const { refresh, getTokens } of [older, newer]) {
      await refresh(refreshToken, "ada");
      await getTokens(refreshToken);
    }

    await remove(pool, present(first));

    expect(await refusedCall(older.signUp("too-late"))).toBe(wrong(pool));
    expect(await refusedCall(older.signIn("ada"))).toBe(wrong(pool));
    expect(await refusedCall(older.refresh(refreshToken, "ada"))).toBe(wrong(pool));
    expect(await refusedCall(older.getTokens(refreshToken))).toBe(wrong(pool));
    await newer.signUp("in-time");
    await newer.signIn("ada");
    await newer.refresh(refreshToken, "ada");
    await newer.getTokens(refreshToken);
  });

  test("a secret that the caller brought works like a drawn one", async () => {
    const pool = await withSecret();
    await pool.addUser("ada");
    await add(pool, OWN);
    await hashes(pool, OWN).signIn("ada");
  });

  test("it is over the name of the same request as typed (recorded), and of no other client", async () => {
    const pool = await withSecret();
    await pool.addUser("ada");
    await pool.addUser("bob");
    const own = hashes(pool, present(pool.main.secret));
    expect(await refusedCall(own.signIn("ada", "bob"))).toBe(wrong(pool));
    expect(await refusedCall(own.signIn("ada", "Ada"))).toBe(wrong(pool));
    const other = await pool.addClient({ GenerateSecret: true });
    expect(await refusedCall(hashes(pool, present(other.secret)).signIn("ada"))).toBe(wrong(pool));
  });

  test("missing or wrong, it is told before anything else of the user (recorded)", async () => {
    const pool = await withSecret();
    const { clientId: ClientId } = pool.main;
    const missing = `NotAuthorizedException: Client ${ClientId} is configured with secret but SECRET_HASH was not received`;
    const password = (SECRET_HASH?: string) =>
      pool.sdk.send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "nobody", PASSWORD, ...(SECRET_HASH !== undefined && { SECRET_HASH }) },
        }),
      );
    expect(await refusedCall(password())).toBe(missing);
    for (const hash of ["x", "", "é".repeat(100), "A".repeat(44)])
      expect(await refusedCall(password(hash))).toBe(wrong(pool));
    const Username = "nobody";
    for (const send of [
      () => pool.sdk.send(new SignUpCommand({ ClientId, Username, Password: PASSWORD })),
      () => pool.sdk.send(new ForgotPasswordCommand({ ClientId, Username })),
      () => pool.sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: "123456" })),
    ]) {
      expect(await refusedCall(send())).toBe(missing);
    }
  });

  test("a client without a secret ignores it (assumed)", async () => {
    const pool = await putPoolInUse(server);
    await pool.addUser("ada");
    await hashes(pool, "anything").signIn("ada");
  });
});
