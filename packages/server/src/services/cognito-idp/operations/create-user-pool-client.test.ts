import {
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  DeleteResourceServerCommand,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
let poolId: string;
let lite: string;
type Request = Partial<CreateUserPoolClientCommandInput>;

const newPool = async (more: object = {}) =>
  present((await client.send(new CreateUserPoolCommand({ PoolName: "clients", ...more }))).UserPool?.Id);
const create = async (request: Request = {}) =>
  present(
    (await client.send(new CreateUserPoolClientCommand({ UserPoolId: poolId, ClientName: "made", ...request })))
      .UserPoolClient,
  );
const describeClient = async (ClientId: string | undefined, UserPoolId = poolId) =>
  (await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient;
const refused = (request: Request) => refusedCall(create(request));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  poolId = await newPool({ Schema: [{ Name: "team", AttributeDataType: "String" }] });
  lite = await newPool({ UserPoolTier: "LITE" });
});
afterAll(() => server.close());

// radkawar/stackd, testdata/aws/cognito/client_access_workflows.json: the same request was answered with 495 bytes, 26 of them the id.
test("a client is answered with as many bytes as at AWS (recorded)", async () => {
  const { status, body } = await rawCall(server, "CreateUserPoolClient", {
    UserPoolId: poolId,
    ClientName: "attribute-permissions",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    ReadAttributes: ["email"],
  });
  const { ClientId } = JSON.parse(body).UserPoolClient;
  expect({ status, bytes: body.length - ClientId.length }).toEqual({ status: 200, bytes: 495 - 26 });
});

test("with only a name it has these members and no others, and is described alike (recorded)", async () => {
  const made = await create();
  expect(made).toEqual({
    AllowedOAuthFlowsUserPoolClient: false,
    AuthSessionValidity: 3,
    ClientId: expect.stringMatching(/^[0-9a-v]{25,26}$/),
    ClientName: "made",
    CreationDate: expect.any(Date),
    EnablePropagateAdditionalUserContextData: false,
    EnableTokenRevocation: true,
    LastModifiedDate: made.CreationDate,
    RefreshTokenValidity: 30,
    TokenValidityUnits: {},
    UserPoolId: poolId,
  });
  expect(await describeClient(made.ClientId)).toEqual(made);
});

test("what was given comes back, in AWS's order of flows (recorded) and as sets elsewhere (documented)", async () => {
  await client.send(
    new CreateResourceServerCommand({
      UserPoolId: poolId,
      Identifier: "api",
      Name: "api",
      Scopes: [{ ScopeName: "read", ScopeDescription: "x" }],
    }),
  );
  const given: Request = {
    GenerateSecret: true,
    RefreshTokenValidity: 10,
    AccessTokenValidity: 60,
    IdTokenValidity: 60,
    TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
    ReadAttributes: ["phone_number", "email", "email_verified", "custom:team"],
    WriteAttributes: ["phone_number", "email"],
    SupportedIdentityProviders: ["COGNITO"],
    CallbackURLs: ["myapp://example", "https://example.com", "http://localhost:8001"],
    LogoutURLs: ["https://example.com/out?a=b"],
    DefaultRedirectURI: "https://example.com",
    AllowedOAuthFlows: ["code", "implicit"],
    AllowedOAuthScopes: ["openid", "api/read", "aws.cognito.signin.user.admin"],
    AllowedOAuthFlowsUserPoolClient: true,
    PreventUserExistenceErrors: "ENABLED",
    EnableTokenRevocation: false,
    EnablePropagateAdditionalUserContextData: true,
    AuthSessionValidity: 4,
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 },
  };
  const flows = [
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_CUSTOM_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
  ] as const;
  const made = await create({ ...given, ExplicitAuthFlows: [...flows] });
  const { GenerateSecret: _, ...shown } = given;
  const sets = [
    "ReadAttributes",
    "WriteAttributes",
    "CallbackURLs",
    "LogoutURLs",
    "SupportedIdentityProviders",
    "AllowedOAuthFlows",
    "AllowedOAuthScopes",
  ] as const;
  const inOrder = (settings: object) => ({
    ...settings,
    ...Object.fromEntries(sets.map((name) => [name, [...(Reflect.get(settings, name) ?? [])].sort()])),
  });
  expect(inOrder(made)).toMatchObject(inOrder(shown));
  expect(made.ExplicitAuthFlows).toEqual(["ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]);
  expect(made.AllowedOAuthFlows).toEqual(["implicit", "code"]);
  expect(made.ClientSecret).toMatch(/^[0-9a-v]{51,52}$/);
  expect(await describeClient(made.ClientId)).toEqual(made);
});

describe("a secret", () => {
  test("is drawn when it is asked for, shown in the description (recorded), and never listed", async () => {
    const { ClientId, ClientSecret } = await create({ GenerateSecret: true });
    expect((await describeClient(ClientId))?.ClientSecret).toBe(ClientSecret);
    const { UserPoolClients = [] } = await client.send(new ListUserPoolClientsCommand({ UserPoolId: poolId }));
    expect(UserPoolClients.find((one) => one.ClientId === ClientId)).toEqual({
      ClientId,
      ClientName: "made",
      UserPoolId: poolId,
    });
    expect(await create({ GenerateSecret: false })).not.toHaveProperty("ClientSecret");
  });

  test("can be brought along instead, of 24 to 64 letters, digits, underscores and plus signs (documented)", async () => {
    const ClientSecret = "own_secret+".padEnd(24, "x");
    expect(await create({ ClientSecret })).toMatchObject({ ClientSecret });
    expect(await refused({ ClientSecret, GenerateSecret: true })).toMatch(/^InvalidParameterException: /);
    for (const bad of ["short", "x".repeat(65), `${"x".repeat(24)}-`]) {
      const answer = await refused({ ClientSecret: bad });
      expect(answer).toMatch(/^InvalidParameterException: \d validation error/);
      expect(answer).not.toContain(bad);
    }
  });
});

describe("refusals", () => {
  test("LITE has no rotation: FeatureUnavailableInTierException (recorded)", async () => {
    expect(await refused({ UserPoolId: lite, RefreshTokenRotation: { Feature: "ENABLED" } })).toBe(
      "FeatureUnavailableInTierException: The following features need to be disabled for the LITE pricing tier configured: Refresh Token Rotation",
    );
  });

  test("flows that need a callback URL have one: InvalidOAuthFlowException (measured)", async () => {
    expect(
      await refused({
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid"],
      }),
    ).toBe("InvalidOAuthFlowException: CallbackUrls can not be empty when code flow or implicit flow is selected");
  });

  test("a scope is the pool's: ScopeDoesNotExistException (measured); one of a deleted resource server is none", async () => {
    const Scopes = [{ ScopeName: "read", ScopeDescription: "x" }];
    const api = { UserPoolId: poolId, Identifier: "soon-gone" };
    await client.send(new CreateResourceServerCommand({ ...api, Name: "x", Scopes }));
    const machine: Request = {
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["soon-gone/read"],
    };
    await create(machine);
    await client.send(new DeleteResourceServerCommand(api));
    expect(await refused(machine)).toBe("ScopeDoesNotExistException: Invalid scope requested: soon-gone/read");
  });

  test("a name is needed, of 1 to 128 characters (model)", async () => {
    for (const ClientName of [undefined, "", "x".repeat(129), "a/b"]) {
      expect(await refused({ ClientName })).toMatch(/^InvalidParameterException: \d validation error/);
    }
  });

  test("numbers outside the model's ranges are refused by it", async () => {
    for (const more of [
      { AuthSessionValidity: 2 },
      { AuthSessionValidity: 16 },
      { RefreshTokenRotation: { Feature: "ENABLED" as const, RetryGracePeriodSeconds: 61 } },
      { RefreshTokenValidity: -1 },
      { AccessTokenValidity: 86_401 },
      { CallbackURLs: Array.from({ length: 101 }, (_, index) => `https://example.com/${index}`) },
    ]) {
      expect(await refused(more)).toMatch(/^InvalidParameterException: \d validation error/);
    }
  });

  test("a refused client is not made", async () => {
    const count = async () =>
      (await client.send(new ListUserPoolClientsCommand({ UserPoolId: lite }))).UserPoolClients?.length;
    const before = await count();
    await refused({ UserPoolId: lite, RefreshTokenRotation: { Feature: "ENABLED" } });
    expect(await count()).toBe(before);
  });
});

test("a pool has at most 1,000 clients: LimitExceededException (quota documented, text assumed)", {
  timeout: 60_000,
}, async () => {
  const UserPoolId = await newPool();
  const fill = async (index: number) => {
    await create({ UserPoolId, ClientName: `c${index}` });
  };
  for (let first = 0; first < 990; first += 90) {
    await Promise.all(Array.from({ length: 90 }, (_, index) => fill(first + index)));
  }
  const outcomes = await Promise.allSettled(Array.from({ length: 15 }, (_, index) => fill(990 + index)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(await refused({ UserPoolId })).toBe("LimitExceededException: Maximum number of user pool clients reached.");
  const { UserPoolClients = [] } = await client.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 1 }));
  await client.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId: UserPoolClients[0]?.ClientId }));
  await create({ UserPoolId });
});

test("two clients may have one name", async () => {
  const [one, other] = await Promise.all([create({ ClientName: "twin" }), create({ ClientName: "twin" })]);
  expect(one.ClientId).not.toBe(other.ClientId);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", () =>
  expectPoolBoundaries(server, "CreateUserPoolClient", poolId, (caller, UserPoolId) =>
    caller.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "boundary" })),
  ));
