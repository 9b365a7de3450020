import {
  CreateGroupCommand,
  CreateManagedLoginBrandingCommand,
  CreateResourceServerCommand,
  CreateTermsCommand,
  CreateUserPoolDomainCommand,
  DescribeUserPoolCommand,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcessFetch } from "../../src/http/in-process.ts";
import { loadModel } from "../../src/models/index.ts";
import { operations } from "../../src/services/cognito-idp/service.ts";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { present, sdkClient } from "../cognito-idp/test-pool.ts";
import { startTestServer } from "../start-test-server.ts";

/** An administrator of another account, or of the same one in another region, names things that are not his. */
let server: Poolhouse;
let pool: PoolInUse;
let arn: string;
let styleId: string;
let termsId: string;
const DOMAIN = "a-domain";

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, { client: { GenerateSecret: true } });
  await pool.addUser("alice");
  await pool.sdk.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName: "admins" }));
  await pool.sdk.send(new CreateResourceServerCommand({ UserPoolId: pool.poolId, Identifier: "api", Name: "api" }));
  await pool.sdk.send(new CreateUserPoolDomainCommand({ UserPoolId: pool.poolId, Domain: DOMAIN }));
  const ofClient = { UserPoolId: pool.poolId, ClientId: pool.main.clientId };
  const style = await pool.sdk.send(
    new CreateManagedLoginBrandingCommand({ ...ofClient, UseCognitoProvidedValues: true }),
  );
  styleId = present(style.ManagedLoginBranding?.ManagedLoginBrandingId);
  const terms = await pool.sdk.send(
    new CreateTermsCommand({
      ...ofClient,
      TermsName: "terms-of-use",
      TermsSource: "LINK",
      Enforcement: "NONE",
      Links: { "cognito:default": "https://example.com/terms" },
    }),
  );
  termsId = present(terms.Terms?.TermsId);
  arn = present((await pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }))).UserPool?.Arn);
});
afterAll(() => server.close());

/** A value for each required member, right in form, that would do something in the pool. */
const samples: Record<string, unknown> = {
  UserPoolId: () => pool.poolId,
  ClientId: () => pool.main.clientId,
  ResourceArn: () => arn,
  Username: "alice",
  GroupName: "admins",
  Identifier: "api",
  Domain: DOMAIN,
  Name: "api",
  ClientName: "client",
  ClientSecretId: () => `${pool.main.clientId}--1`,
  Password: PASSWORD,
  UserAttributes: [{ Name: "nickname", Value: "pwned" }],
  UserAttributeNames: ["nickname"],
  CustomAttributes: [{ Name: "pwned", AttributeDataType: "String" }],
  AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
  ChallengeName: "NEW_PASSWORD_REQUIRED",
  Tags: { pwned: "yes" },
  TagKeys: ["pwned"],
  ManagedLoginBrandingId: () => styleId,
  TermsId: () => termsId,
  TermsName: "terms-of-use",
  TermsSource: "LINK",
  Enforcement: "NONE",
  SSOSession: { MaxValidityMinutes: 1 },
};

/** Operations that name nothing of anybody: they make something new, or list what is the caller's own. */
const namingNothing = ["CreateUserPool", "ListUserPools"];

/** Operations that answer what is another's, or is not there, without an error. */
const emptyForOthers = new Map([["DescribeUserPoolDomain", '{"DomainDescription":{}}']]);

/** Members that name the thing although the model does not require them. */
const alsoNamed: Readonly<Record<string, readonly string[]>> = {
  UpdateManagedLoginBranding: ["UserPoolId", "ManagedLoginBrandingId"],
};

const signedOperations = () => {
  const { operations: all, shapes } = loadModel("cognito-idp");
  return Object.entries(all)
    .filter(([name, { unsigned }]) => name in operations && unsigned !== true && !namingNothing.includes(name))
    .map(([name, { input = "" }]) => {
      const shape = shapes[input];
      return {
        name,
        required: [...(shape?.type === "structure" ? (shape.required ?? []) : []), ...(alsoNamed[name] ?? [])],
      };
    });
};

async function call(operation: string, required: readonly string[], { account = "test", region = "us-east-1" }) {
  const body = Object.fromEntries(
    required.map((member) => {
      if (!(member in samples)) throw new Error(`There is no sample of ${member} for ${operation}`);
      const sample = samples[member];
      return [member, typeof sample === "function" ? sample() : sample];
    }),
  );
  const response = await inProcessFetch(server.handle)("/", {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      "x-amz-date": "20260101T000000Z",
      authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/cognito-idp/aws4_request, SignedHeaders=host, Signature=00`,
    },
  });
  return { status: response.status, text: await response.text() };
}

describe.each([
  ["another account", { account: "111122223333" }],
  ["another region", { region: "eu-west-1" }],
])("%s finds nothing", (_, from) => {
  test.each(signedOperations())("by $name", async ({ name, required }) => {
    const { status, text } = await call(name, required, from);
    if (emptyForOthers.has(name)) {
      expect([status, text]).toEqual([200, emptyForOthers.get(name)]);
      return;
    }
    expect([status, JSON.parse(text).__type]).toEqual([400, "ResourceNotFoundException"]);
    // As for a pool that never was: nothing but what the caller named himself.
    expect(text).not.toContain("alice@example.com");
    expect(text).not.toContain(present(pool.main.secret));
  });

  test("in its lists", async () => {
    const { UserPools } = await sdkClient(server, from).send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(UserPools).toEqual([]);
  });
});

test("nothing that was tried has changed anything", async () => {
  const { UserPool } = await pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }));
  expect(UserPool?.UserPoolTags ?? {}).toEqual({});
  expect(UserPool?.Domain).toBe(DOMAIN);
  expect(UserPool?.SchemaAttributes?.some(({ Name }) => Name === "custom:pwned")).toBe(false);
  const { accessToken } = await pool.signIn("alice");
  expect(await pool.attributes(accessToken)).not.toHaveProperty("nickname");
});

describe("without a signature nothing is done", () => {
  test.each(signedOperations())("by $name", async ({ name }) => {
    const response = await inProcessFetch(server.handle)("/", {
      method: "POST",
      body: "{}",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${name}`,
      },
    });
    expect([response.status, await response.text()]).toEqual([
      400,
      '{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}',
    ]);
  });
});
