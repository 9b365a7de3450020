import {
  AdminCreateUserCommand,
  CreateGroupCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetSigningCertificateCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
  SignUpCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { PASSWORD, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { brokenRules, databaseRules } from "../../../../test/proof/database-rules.ts";
import { proofDatabases } from "../../../../test/proof/proof-server.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
const newPool = async (more: Partial<ConstructorParameters<typeof CreateUserPoolCommand>[0]> = {}) =>
  present((await client.send(new CreateUserPoolCommand({ PoolName: "gone", ...more }))).UserPool?.Id);
const remove = (UserPoolId: string) => client.send(new DeleteUserPoolCommand({ UserPoolId }));
const describePool = (UserPoolId: string) => client.send(new DescribeUserPoolCommand({ UserPoolId }));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("it answers nothing at all (recorded); then the pool is not found and no longer listed", async () => {
  const id = await newPool();
  expect(await rawCall(server, "DeleteUserPool", { UserPoolId: id })).toEqual({ status: 200, body: "" });
  const notFound = `ResourceNotFoundException: User pool ${id} does not exist.`;
  expect(await refusedCall(describePool(id))).toBe(notFound);
  expect(await refusedCall(remove(id))).toBe(notFound);
  const { UserPools = [] } = await client.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  expect(UserPools.map(({ Id }) => Id)).not.toContain(id);
});

test("a protected pool is not deleted (quoted by third parties), until it is protected no more", async () => {
  const id = await newPool({ DeletionProtection: "ACTIVE" });
  expect(await refusedCall(remove(id))).toBe(
    "InvalidParameterException: The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
  );
  await describePool(id);
  await client.send(new UpdateUserPoolCommand({ UserPoolId: id, DeletionProtection: "INACTIVE" }));
  await remove(id);
});

test("its clients, tokens, keys and issuer are gone with it, other pools' stay", async () => {
  const pool = await putPoolInUse(server);
  const other = await putPoolInUse(server);
  await pool.addUser("ada");
  await other.addUser("ada");
  const { accessToken, refreshToken } = await pool.signIn("ada");
  const kept = await other.signIn("ada");
  const fetch = inProcessFetch(server.handle);
  const keys = async (poolId: string) => (await fetch(`/${poolId}/.well-known/jwks.json`)).status;
  expect(await keys(pool.poolId)).toBe(200);

  await remove(pool.poolId);

  const { clientId } = pool.main;
  const noClient = `ResourceNotFoundException: User pool client ${clientId} does not exist.`;
  expect(await refusedCall(pool.signIn("ada"))).toBe(noClient);
  const AuthParameters = { REFRESH_TOKEN: refreshToken };
  const refresh = new InitiateAuthCommand({ ClientId: clientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters });
  expect(await refusedCall(client.send(refresh))).toBe(noClient);
  expect(await refusedCall(pool.attributes(accessToken))).toMatch(/^NotAuthorizedException: Invalid Access Token/);
  expect(await keys(pool.poolId)).toBe(404);

  expect(await other.attributes(kept.accessToken)).toMatchObject({ email: "ada@example.com" });
  expect(await keys(other.poolId)).toBe(200);
});

test("of two that delete one pool at once one succeeds", async () => {
  const id = await newPool();
  const outcomes = await Promise.allSettled([remove(id), remove(id), remove(id)]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("protection that is switched on at the same time either comes too late or holds", async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await newPool();
    const protect = new UpdateUserPoolCommand({ UserPoolId: id, DeletionProtection: "ACTIVE" });
    const [removed, protectedPool] = await Promise.allSettled([remove(id), client.send(protect)]);
    expect([removed.status, protectedPool.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    if (protectedPool.status === "fulfilled") await describePool(id);
  }
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const id = await newPool();
  await expectPoolBoundaries(server, "DeleteUserPool", id, (caller, UserPoolId) =>
    caller.send(new DeleteUserPoolCommand({ UserPoolId })),
  );
  await describePool(id);
});

describe.each(proofDatabases)("on $name", ({ start }) => {
  test("nothing of it is left behind, whatever is written into it at the same moment", {
    timeout: 120_000,
  }, async () => {
    const own = await start();
    const undeclared = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const pool = await putPoolInUse(own, {
        client: { GenerateSecret: false, PreventUserExistenceErrors: "ENABLED" },
      });
      const { poolId, sdk, main } = pool;
      await pool.addUser("ada");
      const UserPoolId = poolId;
      const ClientId = main.clientId;
      const name = (index: number) => `u${index}`;
      const signIn = (USERNAME: string, flow: "USER_PASSWORD_AUTH" | "USER_SRP_AUTH") =>
        sdk.send(
          new InitiateAuthCommand({
            ClientId,
            AuthFlow: flow,
            AuthParameters: { USERNAME, PASSWORD, SRP_A: "2" },
          }),
        );
      const writes = Array.from({ length: 6 }, (_, index) => [
        () => sdk.send(new SignUpCommand({ ClientId, Username: name(index), Password: PASSWORD })),
        () => sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: `a${index}`, TemporaryPassword: PASSWORD })),
        () => signIn("ada", "USER_PASSWORD_AUTH"),
        () => signIn("stranger", "USER_PASSWORD_AUTH"),
        () => signIn("ada", "USER_SRP_AUTH"),
        () => signIn("stranger", "USER_SRP_AUTH"),
        () => sdk.send(new ForgotPasswordCommand({ ClientId, Username: "ada" })),
        () => sdk.send(new ForgotPasswordCommand({ ClientId, Username: "stranger" })),
        () => sdk.send(new CreateGroupCommand({ UserPoolId, GroupName: name(index) })),
        () => sdk.send(new CreateResourceServerCommand({ UserPoolId, Identifier: name(index), Name: "x" })),
        () => sdk.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: name(index), GenerateSecret: true })),
        () => sdk.send(new GetSigningCertificateCommand({ UserPoolId })),
      ]).flat();
      const under = writes.map((write) => write());
      await new Promise((resolve) => setTimeout(resolve, 5 * round));
      const [deleted, ...outcomes] = await Promise.allSettled([
        sdk.send(new DeleteUserPoolCommand({ UserPoolId })),
        ...under,
      ]);
      expect(deleted?.status).toBe("fulfilled");
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") undeclared.add(String(outcome.reason?.name));
      }
    }
    // Besides: the password was wrong by then, or somebody else was faster.
    expect([...undeclared].filter((code) => !/^(ResourceNotFound|NotAuthorized|InvalidParameter)/.test(code))).toEqual(
      [],
    );
    await own.close(async () => {
      const ofPools = databaseRules.filter(({ rule }) => rule.endsWith("belongs to one of user_pools"));
      const ofClients = databaseRules.filter(({ rule }) => rule.includes("app_clients") || rule.includes("families"));
      expect(ofPools.length).toBeGreaterThan(10);
      expect(await brokenRules(own.select, [...ofPools, ...ofClients])).toEqual([]);
    });
  });
});
