import {
  CreateUserPoolDomainCommand,
  DescribeUserPoolDomainCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CERTIFICATE, newDomainName } from "../../../../test/cognito-idp/domain-names.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { createTestPool, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
const describeDomain = async (Domain: string, caller = client) =>
  (await caller.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("a prefix domain has these members (recorded)", async () => {
  const { poolId } = await createTestPool(server);
  const Domain = newDomainName();
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain, ManagedLoginVersion: 2 }));
  expect(await describeDomain(Domain)).toEqual({
    UserPoolId: poolId,
    AWSAccountId: "000000000000",
    Domain,
    S3Bucket: "aws-cognito-prod-iad-assets",
    CloudFrontDistribution: "localhost",
    Version: expect.stringMatching(/^20\d{12}$/),
    Status: "ACTIVE",
    CustomDomainConfig: {},
    ManagedLoginVersion: 2,
  });
});

test("a custom domain shows its certificate and security policy (documented)", async () => {
  const { poolId } = await createTestPool(server);
  const Domain = `auth.${newDomainName()}.example.com`;
  const CustomDomainConfig = { CertificateArn: CERTIFICATE, SecurityPolicy: "TLS_V1_3_2025" as const };
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain, CustomDomainConfig }));
  expect(await describeDomain(Domain)).toMatchObject({ Domain, CustomDomainConfig, ManagedLoginVersion: 1 });
});

test.each(["nobody-has-this", "auth.nobody.example.com", "Capital", "under_score"])(
  "a name that no domain has is an empty description: %s (observed)",
  async (Domain) => {
    expect(await rawCall(server, "DescribeUserPoolDomain", { Domain })).toEqual({
      status: 200,
      body: '{"DomainDescription":{}}',
    });
  },
);

test("a domain of another account or region is not there", async () => {
  const { poolId } = await createTestPool(server);
  const Domain = newDomainName();
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain }));
  expect(await describeDomain(Domain)).toHaveProperty("UserPoolId", poolId);
  for (const from of [{ account: "111122223333" }, { region: "eu-west-1" }]) {
    expect(await describeDomain(Domain, sdkClient(server, from))).toEqual({});
  }
});

test("the version is the moment of the creation in UTC (recorded form) and stays (assumed)", async () => {
  const { poolId } = await createTestPool(server);
  const Domain = newDomainName();
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain }));
  const version = (await describeDomain(Domain))?.Version;
  server.advance({ hours: 1 });
  await client.send(new UpdateUserPoolDomainCommand({ UserPoolId: poolId, Domain, ManagedLoginVersion: 2 }));
  expect(await describeDomain(Domain)).toMatchObject({ Version: version, ManagedLoginVersion: 2 });
});

test("a name has 1 to 63 characters: InvalidParameterException (documented)", async () => {
  const { status, body } = await rawCall(server, "DescribeUserPoolDomain", { Domain: "x".repeat(64) });
  expect(status).toBe(400);
  expect(body).toMatch(/^\{"__type":"InvalidParameterException",.*Member must have length less than or equal to 63/);
  expect((await rawCall(server, "DescribeUserPoolDomain", {})).body).toContain("Value null at 'domain'");
});

test("needs a signature", async () => {
  expect(await rawCall(server, "DescribeUserPoolDomain", { Domain: "any" }, { signed: false })).toEqual({
    status: 400,
    body: '{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}',
  });
});
