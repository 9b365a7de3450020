import {
  CreateUserPoolDomainCommand,
  type CreateUserPoolDomainCommandInput,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CERTIFICATE, newDomainName } from "../../../../test/cognito-idp/domain-names.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
const newPool = async (more: Parameters<typeof createTestPool>[1] = {}, caller = client) =>
  (await createTestPool(server, more, caller)).poolId;
const create = (
  UserPoolId: string,
  Domain: string,
  more: Partial<CreateUserPoolDomainCommandInput> = {},
  caller = client,
) => caller.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain, ...more }));
const createCustom = (UserPoolId: string, Domain: string, more: Partial<CreateUserPoolDomainCommandInput> = {}) =>
  create(UserPoolId, Domain, { CustomDomainConfig: { CertificateArn: CERTIFICATE }, ...more });
const describeDomain = async (Domain: string) =>
  (await client.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;
const describePool = async (UserPoolId: string) =>
  (await client.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("a prefix has the classic pages and no CloudFrontDomain (documented)", async () => {
  const request = { UserPoolId: await newPool(), Domain: newDomainName() };
  expect(await rawCall(server, "CreateUserPoolDomain", request)).toEqual({
    status: 200,
    body: '{"ManagedLoginVersion":1}',
  });
});

test("a custom domain is told where its alias record points to: here to the server", async () => {
  const { CloudFrontDomain, ManagedLoginVersion } = await createCustom(
    await newPool(),
    `auth.${newDomainName()}.example.com`,
    { ManagedLoginVersion: 2 },
  );
  expect([CloudFrontDomain, ManagedLoginVersion]).toEqual(["localhost", 2]);
});

test("a pool has a prefix and a custom domain at once, and DescribeUserPool shows both (documented)", async () => {
  const poolId = await newPool();
  expect(await describePool(poolId)).not.toHaveProperty("Domain");
  const prefix = newDomainName();
  await create(poolId, prefix);
  expect(await describePool(poolId)).toMatchObject({ Domain: prefix });
  expect(await describePool(poolId)).not.toHaveProperty("CustomDomain");
  await createCustom(poolId, `login.${prefix}.example.com`, { ManagedLoginVersion: 2 });
  expect(await describePool(poolId)).toMatchObject({ Domain: prefix, CustomDomain: `login.${prefix}.example.com` });
  expect((await describeDomain(prefix))?.ManagedLoginVersion).toBe(1);
});

test("a second domain of a kind is one too many (observed)", async () => {
  const poolId = await newPool();
  const taken = "InvalidParameterException: User pool already has a domain configured.";
  const first = newDomainName();
  await create(poolId, first);
  expect(await refusedCall(create(poolId, newDomainName()))).toBe(taken);
  expect(await refusedCall(create(poolId, first))).toBe(taken);
  await createCustom(poolId, `a.${first}.example.com`);
  expect(await refusedCall(createCustom(poolId, `b.${first}.example.com`))).toBe(taken);
});

test("a name is taken once in the whole server, whoever's it is (observed)", async () => {
  const name = newDomainName();
  const stranger = sdkClient(server, { account: "111122223333", region: "eu-west-1" });
  await create(await newPool({}, stranger), name, {}, stranger);
  expect(await refusedCall(create(await newPool(), name))).toBe(
    "InvalidParameterException: Domain already associated with another user pool.",
  );
  const custom = `auth.${name}.example.com`;
  await createCustom(await newPool(), custom);
  expect(await refusedCall(createCustom(await newPool(), custom))).toBe(
    "InvalidParameterException: Domain already associated with another user pool.",
  );
});

test("of many who want one name at once one gets it, and of many domains for one pool it gets one", async () => {
  const name = newDomainName();
  const pools = await Promise.all(Array.from({ length: 6 }, () => newPool()));
  const forName = await Promise.allSettled(pools.map((poolId) => create(poolId, name)));
  expect(forName.filter(({ status }) => status === "fulfilled")).toHaveLength(1);

  const poolId = await newPool();
  const forPool = await Promise.allSettled(Array.from({ length: 6 }, () => create(poolId, newDomainName())));
  expect(forPool.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of [...forName, ...forPool]) {
    if (outcome.status === "rejected") expect(outcome.reason).toHaveProperty("name", "InvalidParameterException");
  }
});

test("a pool that is deleted while it gets a domain is gone, or stays with it", async () => {
  for (let round = 0; round < 5; round += 1) {
    const poolId = await newPool();
    const name = newDomainName();
    const [created, deleted] = await Promise.allSettled([
      create(poolId, name),
      client.send(new DeleteUserPoolCommand({ UserPoolId: poolId })),
    ]);
    expect([created.status, deleted.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await describeDomain(name))?.UserPoolId).toBe(created.status === "fulfilled" ? poolId : undefined);
  }
});

test.each([
  "has.dots",
  "Capital",
  "under_score",
  "-first",
  "last-",
  "sp ace",
  "ünï",
  "a@b",
  "a\r\nb",
  "auth.example.com",
])("a prefix of other characters is refused: %j (observed)", async (name) => {
  expect(await refusedCall(create(await newPool(), name))).toBe(
    "InvalidParameterException: The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$",
  );
});

test("a prefix has 1 to 63 characters (documented)", async () => {
  const poolId = await newPool();
  expect(await refusedCall(create(poolId, "x".repeat(64)))).toMatch(
    /^InvalidParameterException: 1 validation error detected: .*'domain' failed to satisfy constraint: Member must have length less than or equal to 63$/,
  );
  expect(await refusedCall(create(poolId, ""))).toMatch(/greater than or equal to 1/);
  await create(poolId, newDomainName().padEnd(63, "z"));
});

test.each([
  ["my-aws-app", "aws"],
  ["aws", "aws"],
  ["login-amazon", "amazon"],
  ["myamazon1", "amazon"],
  ["my-cognito-app", "cognito"],
  ["newcognito", "cognito"],
])("a prefix holds no reserved word: %s (recorded text; observed where)", async (name, word) => {
  expect(await refusedCall(create(await newPool(), name))).toBe(
    `InvalidParameterException: Domain cannot contain reserved word: ${word}`,
  );
});

test("a longer word with aws in it is none (observed)", async () => {
  await create(await newPool(), `my-awsome-${newDomainName()}`);
});

test.each([
  "prefix",
  "example.com",
  "AUTH.example.com",
  "auth..example.com",
  "auth.example.com.",
  "*.example.com",
  "auth.example.com/x",
  "auth.example.com:443",
  "127.0.0.1",
  "x.auth.localhost",
  "cognito-idp.us-east-1.amazonaws.com",
  "x.auth.us-east-1.amazoncognito.com",
])("a custom domain is a host name below a domain, and none of AWS's: %s (observed text)", async (name) => {
  expect(await refusedCall(createCustom(await newPool(), name))).toBe(
    "InvalidParameterException: Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or domain parent is a top-level domain.",
  );
});

test.each([
  "arn:aws:acm:eu-west-1:000000000000:certificate/0f1e",
  "arn:aws:iam::000000000000:server-certificate/mine",
  "arn:aws:acm:us-east-1:000000000000:certificate/..",
])("a custom domain's certificate is one of us-east-1: %s (observed)", async (CertificateArn) => {
  const custom = { CustomDomainConfig: { CertificateArn } };
  expect(await refusedCall(create(await newPool(), `auth.${newDomainName()}.example.com`, custom))).toMatch(
    /^InvalidParameterException: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain\. \(Service: AmazonCloudFront; Status Code: 400; Error Code: InvalidViewerCertificate; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
  );
});

test("a certificate is an ARN, and a custom domain's settings have one (documented)", async () => {
  const request = { UserPoolId: await newPool(), Domain: "auth.example.com" };
  expect((await rawCall(server, "CreateUserPoolDomain", { ...request, CustomDomainConfig: {} })).body).toMatch(
    /Value null at 'customDomainConfig.certificateArn' failed to satisfy constraint: Member must not be null/,
  );
  const CustomDomainConfig = { CertificateArn: "not an ARN, but long enough" };
  expect((await rawCall(server, "CreateUserPoolDomain", { ...request, CustomDomainConfig })).body).toMatch(
    /'customDomainConfig.certificateArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:/,
  );
});

test("managed login is not for the tier LITE: FeatureUnavailableInTierException (observed)", async () => {
  const poolId = await newPool({ UserPoolTier: "LITE" });
  const refusal =
    "FeatureUnavailableInTierException: The following feature is not available for the LITE pricing tier configured: Managed Login Version 2";
  expect(await refusedCall(create(poolId, newDomainName(), { ManagedLoginVersion: 2 }))).toBe(refusal);
  const custom = `auth.${newDomainName()}.example.com`;
  expect(await refusedCall(createCustom(poolId, custom, { ManagedLoginVersion: 2 }))).toBe(refusal);
  await create(poolId, newDomainName());
});

test.each([0, 3, -1])("there is no version %d of the pages: InvalidParameterException (assumed)", async (version) => {
  expect(await refusedCall(create(await newPool(), newDomainName(), { ManagedLoginVersion: version }))).toBe(
    "InvalidParameterException: ManagedLoginVersion must be 1 or 2.",
  );
});

test("routing is for custom domains, which give it back (documented)", async () => {
  const poolId = await newPool();
  const Routing = { Failover: { SecondaryRegion: "us-west-2", PrimaryRoute53HealthCheckId: "check" } };
  expect(await refusedCall(create(poolId, newDomainName(), { Routing }))).toBe(
    "InvalidParameterException: Routing is only supported for custom domains.",
  );
  const name = `auth.${newDomainName()}.example.com`;
  expect((await createCustom(poolId, name, { Routing })).Routing).toEqual(Routing);
  expect((await describeDomain(name))?.Routing).toEqual(Routing);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const poolId = await newPool();
  await expectPoolBoundaries(server, "CreateUserPoolDomain", poolId, (caller, UserPoolId) =>
    caller.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: newDomainName() })),
  );
});
