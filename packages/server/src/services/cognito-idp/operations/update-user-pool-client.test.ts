import {
  AddUserPoolClientSecretCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
let poolId: string;

const create = async (request: Partial<CreateUserPoolClientCommandInput> = {}) =>
  present(
    (await client.send(new CreateUserPoolClientCommand({ UserPoolId: poolId, ClientName: "before", ...request })))
      .UserPoolClient,
  );
const update = async (ClientId: string | undefined, request: Partial<UpdateUserPoolClientCommandInput> = {}) =>
  present(
    (await client.send(new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId, ...request }))).UserPoolClient,
  );
const describeClient = async (ClientId: string | undefined) =>
  (await client.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId }))).UserPoolClient;

const OAUTH = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code" as const],
  AllowedOAuthScopes: ["openid"],
  CallbackURLs: ["https://example.com/cb"],
};

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  const made = await client.send(
    new CreateUserPoolCommand({ PoolName: "clients", Schema: [{ Name: "family_name", Required: true }] }),
  );
  poolId = present(made.UserPool?.Id);
});
afterAll(() => server.close());

test("what is omitted goes back to its default, except name and secret (recorded)", async () => {
  const { ClientId, ClientSecret, CreationDate } = await create({
    ...OAUTH,
    GenerateSecret: true,
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    AccessTokenValidity: 5,
    TokenValidityUnits: { AccessToken: "minutes" },
    ReadAttributes: ["email"],
    PreventUserExistenceErrors: "ENABLED",
    EnableTokenRevocation: false,
    AuthSessionValidity: 15,
    RefreshTokenRotation: { Feature: "ENABLED" },
  });
  server.advance({ seconds: 5 });
  const after = await update(ClientId);
  expect(after).toEqual({
    AllowedOAuthFlowsUserPoolClient: false,
    AuthSessionValidity: 3,
    ClientId,
    ClientName: "before",
    ClientSecret,
    CreationDate,
    EnablePropagateAdditionalUserContextData: false,
    EnableTokenRevocation: true,
    LastModifiedDate: expect.any(Date),
    RefreshTokenValidity: 30,
    TokenValidityUnits: {},
    UserPoolId: poolId,
  });
  expect(present(after.LastModifiedDate).getTime()).toBeGreaterThan(present(CreationDate).getTime());
  expect(await describeClient(ClientId)).toEqual(after);
});

test("what was given is answered and described, and a description given back changes nothing", async () => {
  const { ClientId } = await create({ GenerateSecret: true });
  const given: Partial<UpdateUserPoolClientCommandInput> = {
    ...OAUTH,
    ClientName: "after",
    ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
    WriteAttributes: ["email", "family_name"],
    EnablePropagateAdditionalUserContextData: true,
    AnalyticsConfiguration: { ApplicationArn: "arn:aws:mobiletargeting:us-east-1:000000000000:apps/abc" },
  };
  const after = await update(ClientId, given);
  expect(after).toMatchObject(given);
  const { ClientSecret: _, CreationDate: __, LastModifiedDate: ___, ...settings } = after;
  expect(await update(ClientId, settings)).toEqual({ ...after, LastModifiedDate: expect.any(Date) });
});

test("read permissions hold for tokens that were issued before (recorded)", async () => {
  const pool = await putPoolInUse(server, { client: { ReadAttributes: ["email"] } });
  await pool.addUser("ada", { attributes: { given_name: "Ada" } });
  const { accessToken } = await pool.signIn("ada");
  expect(Object.keys(await pool.attributes(accessToken))).toEqual(["email", "sub"]);
  const change = new UpdateUserPoolClientCommand({
    UserPoolId: pool.poolId,
    ClientId: pool.main.clientId,
    ReadAttributes: ["given_name"],
  });
  await client.send(change);
  expect(Object.keys(await pool.attributes(accessToken))).toEqual(["given_name", "sub"]);
});

test("of two secrets the newest is shown", async () => {
  const { ClientId, ClientSecret } = await create({ GenerateSecret: true });
  expect((await update(ClientId)).ClientSecret).toBe(ClientSecret);
  const added = await client.send(new AddUserPoolClientSecretCommand({ UserPoolId: poolId, ClientId }));
  expect((await update(ClientId)).ClientSecret).toBe(added.ClientSecretDescriptor?.ClientSecretValue);
});

test("settings are held to the rules of creation, each with its error, and refused ones change nothing", async () => {
  const made = await create();
  const lite = await client.send(new CreateUserPoolCommand({ PoolName: "lite", UserPoolTier: "LITE" }));
  const inLite = { UserPoolId: present(lite.UserPool?.Id) };
  const poor = await create({ ...inLite });
  expect(await refusedCall(update(poor.ClientId, { ...inLite, RefreshTokenRotation: { Feature: "ENABLED" } }))).toMatch(
    /^FeatureUnavailableInTierException: /,
  );
  expect(await refusedCall(update(made.ClientId, { ...OAUTH, CallbackURLs: [] }))).toMatch(
    /^InvalidOAuthFlowException: /,
  );
  expect(await refusedCall(update(made.ClientId, { ...OAUTH, AllowedOAuthScopes: ["api/none"] }))).toMatch(
    /^ScopeDoesNotExistException: /,
  );
  expect(await refusedCall(update(made.ClientId, { ClientName: "other", WriteAttributes: ["email"] }))).toBe(
    "InvalidParameterException: Invalid write attributes specified while updating a client",
  );
  expect(await refusedCall(update(made.ClientId, { EnablePropagateAdditionalUserContextData: true }))).toMatch(
    /^InvalidParameterException: Client Secret is required/,
  );
  expect(await describeClient(made.ClientId)).toEqual(made);
});

test("of two changes at once the later one holds as a whole", async () => {
  const { ClientId } = await create();
  const one = { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH" as const], AuthSessionValidity: 5 };
  const other = { ReadAttributes: ["email"], AuthSessionValidity: 7 };
  const answers = await Promise.all([update(ClientId, one), update(ClientId, other)]);
  const { LastModifiedDate: _, ...after } = present(await describeClient(ClientId));
  expect(answers.map(({ LastModifiedDate: __, ...answer }) => answer)).toContainEqual(after);
});

test("a client that is deleted at the same moment is not brought back", async () => {
  const { ClientId } = await create();
  const [changed] = await Promise.allSettled([
    update(ClientId, { ClientName: "after" }),
    client.send(new DeleteUserPoolClientCommand({ UserPoolId: poolId, ClientId })),
  ]);
  if (changed.status === "rejected") expect(String(changed.reason)).toMatch(/User pool client does not exist\./);
  expect(await refusedCall(describeClient(ClientId))).toBe(
    "ResourceNotFoundException: User pool client does not exist.",
  );
});

test("a client that does not exist, or is another pool's, is not found: ResourceNotFoundException (recorded text)", async () => {
  const foreign = (await putPoolInUse(server)).main.clientId;
  for (const ClientId of ["nobody", foreign]) {
    expect(await refusedCall(update(ClientId))).toBe("ResourceNotFoundException: User pool client does not exist.");
  }
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const { ClientId } = await create();
  await expectPoolBoundaries(server, "UpdateUserPoolClient", poolId, (caller, UserPoolId) =>
    caller.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, ClientName: "stolen" })),
  );
  expect((await describeClient(ClientId))?.ClientName).toBe("before");
});
