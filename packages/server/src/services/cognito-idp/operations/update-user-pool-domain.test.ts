import {
  CreateUserPoolDomainCommand,
  type CreateUserPoolDomainCommandInput,
  DescribeUserPoolDomainCommand,
  UpdateUserPoolCommand,
  UpdateUserPoolDomainCommand,
  type UpdateUserPoolDomainCommandInput,
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
const config = { CustomDomainConfig: { CertificateArn: CERTIFICATE } };
const newDomain = async (
  more: Partial<CreateUserPoolDomainCommandInput> = {},
  pool: Parameters<typeof createTestPool>[1] = {},
) => {
  const { poolId } = await createTestPool(server, pool);
  const name = more.CustomDomainConfig ? `auth.${newDomainName()}.example.com` : newDomainName();
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: name, ...more }));
  return { poolId, name };
};
const update = (
  { poolId, name }: { poolId: string; name: string },
  more: Partial<UpdateUserPoolDomainCommandInput> = {},
) => client.send(new UpdateUserPoolDomainCommand({ UserPoolId: poolId, Domain: name, ...more }));
const describeDomain = async (Domain: string) =>
  (await client.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("changes a prefix domain's pages, and back (documented)", async () => {
  const domain = await newDomain();
  const request = { UserPoolId: domain.poolId, Domain: domain.name, ManagedLoginVersion: 2 };
  expect(await rawCall(server, "UpdateUserPoolDomain", request)).toEqual({
    status: 200,
    body: '{"ManagedLoginVersion":2}',
  });
  expect(await describeDomain(domain.name)).toMatchObject({ ManagedLoginVersion: 2, UserPoolId: domain.poolId });
  expect((await update(domain, { ManagedLoginVersion: 1 })).ManagedLoginVersion).toBe(1);
});

test("without a version the pages stay as they are (assumed)", async () => {
  const domain = await newDomain({ ManagedLoginVersion: 2 });
  expect((await update(domain)).ManagedLoginVersion).toBe(2);
});

test("changes a custom domain's certificate, policy and pages (documented)", async () => {
  const domain = await newDomain(config);
  const CustomDomainConfig = { CertificateArn: `${CERTIFICATE}0`, SecurityPolicy: "TLS_V1_2_2021" as const };
  const { CloudFrontDomain } = await update(domain, { CustomDomainConfig, ManagedLoginVersion: 2 });
  expect(CloudFrontDomain).toBe("localhost");
  expect(await describeDomain(domain.name)).toMatchObject({ CustomDomainConfig, ManagedLoginVersion: 2 });
});

test("a custom domain's routing stays when it is omitted (assumed)", async () => {
  const Routing = { Failover: { SecondaryRegion: "us-west-2", PrimaryRoute53HealthCheckId: "check" } };
  const domain = await newDomain(config);
  await update(domain, { ...config, Routing });
  expect((await update(domain, config)).Routing).toEqual(Routing);
});

test("a custom domain's certificate must be given every time (observed)", async () => {
  const domain = await newDomain(config);
  expect(await refusedCall(update(domain, { ManagedLoginVersion: 2 }))).toBe(
    "InvalidParameterException: Cannot convert custom domain to prefix domain.",
  );
  expect((await describeDomain(domain.name))?.ManagedLoginVersion).toBe(1);
});

test("a prefix domain takes no certificate (observed) and no routing (documented)", async () => {
  const domain = await newDomain();
  expect(await refusedCall(update(domain, config))).toBe(
    "InvalidParameterException: User pool should have a custom domain associated, failed to update the certificate.",
  );
  const Routing = { Failover: { SecondaryRegion: "us-west-2", PrimaryRoute53HealthCheckId: "check" } };
  expect(await refusedCall(update(domain, { Routing }))).toBe(
    "InvalidParameterException: Routing is only supported for custom domains.",
  );
});

test("a certificate is one of us-east-1 (observed)", async () => {
  const CertificateArn = CERTIFICATE.replace("us-east-1", "eu-west-1");
  expect(await refusedCall(update(await newDomain(config), { CustomDomainConfig: { CertificateArn } }))).toMatch(
    /^InvalidParameterException: The specified SSL certificate doesn't exist, isn't in us-east-1 region, /,
  );
});

test("a name that is not the pool's is refused (observed text)", async () => {
  const own = await newDomain();
  const other = await newDomain();
  for (const name of [other.name, "nobody-has-this", "auth.nobody.example.com"]) {
    expect(await refusedCall(update({ ...own, name }, { ManagedLoginVersion: 2 }))).toBe(
      "InvalidParameterException: No such domain or user pool exists.",
    );
  }
  expect((await describeDomain(other.name))?.ManagedLoginVersion).toBe(1);
});

test("managed login is not for the tier LITE: FeatureUnavailableInTierException (observed)", async () => {
  const domain = await newDomain({}, { UserPoolTier: "LITE" });
  expect(await refusedCall(update(domain, { ManagedLoginVersion: 2 }))).toBe(
    "FeatureUnavailableInTierException: The following feature is not available for the LITE pricing tier configured: Managed Login Version 2",
  );
});

test("a pool with managed login does not become LITE: TierChangeNotAllowedException (assumed)", async () => {
  const domain = await newDomain({ ManagedLoginVersion: 2 });
  const toLite = () => client.send(new UpdateUserPoolCommand({ UserPoolId: domain.poolId, UserPoolTier: "LITE" }));
  expect(await refusedCall(toLite())).toBe(
    "TierChangeNotAllowedException: The following features need to be disabled for the LITE pricing tier configured: Managed Login Version 2",
  );
  await update(domain, { ManagedLoginVersion: 1 });
  await toLite();
});

test("there is no version 3 of the pages: InvalidParameterException (assumed)", async () => {
  expect(await refusedCall(update(await newDomain(), { ManagedLoginVersion: 3 }))).toBe(
    "InvalidParameterException: ManagedLoginVersion must be 1 or 2.",
  );
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const { poolId, name } = await newDomain();
  await expectPoolBoundaries(server, "UpdateUserPoolDomain", poolId, (caller, UserPoolId) =>
    caller.send(new UpdateUserPoolDomainCommand({ UserPoolId, Domain: name })),
  );
});
