import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
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
const newPool = async () => (await createTestPool(server)).poolId;
const create = async (UserPoolId: string, Domain = newDomainName()) => {
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain }));
  return Domain;
};
const remove = (UserPoolId: string, Domain: string) =>
  client.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
const removePool = (UserPoolId: string) => client.send(new DeleteUserPoolCommand({ UserPoolId }));
const describeDomain = async (Domain: string) =>
  (await client.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;
const noSuch = "InvalidParameterException: No such domain or user pool exists.";

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("it answers an empty object (assumed); then the domain is gone and its name is free", async () => {
  const poolId = await newPool();
  const name = await create(poolId);
  expect(await rawCall(server, "DeleteUserPoolDomain", { UserPoolId: poolId, Domain: name })).toEqual({
    status: 200,
    body: "{}",
  });
  expect(await describeDomain(name)).toEqual({});
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
  expect(UserPool).not.toHaveProperty("Domain");
  await create(await newPool(), name);
});

test("one kind goes, the other stays", async () => {
  const poolId = await newPool();
  const prefix = await create(poolId);
  const custom = `auth.${prefix}.example.com`;
  const CustomDomainConfig = { CertificateArn: CERTIFICATE };
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: custom, CustomDomainConfig }));
  await remove(poolId, custom);
  expect(await describeDomain(prefix)).toMatchObject({ UserPoolId: poolId });
  expect(await describeDomain(custom)).toEqual({});
});

test("a name that is not the pool's, or is no more, is refused (observed)", async () => {
  const poolId = await newPool();
  const name = await create(poolId);
  expect(await refusedCall(remove(await newPool(), name))).toBe(noSuch);
  expect(await refusedCall(remove(poolId, "nobody-has-this"))).toBe(noSuch);
  await remove(poolId, name);
  expect(await refusedCall(remove(poolId, name))).toBe(noSuch);
});

test("of many who delete one domain at once one succeeds", async () => {
  const poolId = await newPool();
  const name = await create(poolId);
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => remove(poolId, name)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a pool is not deleted while it has a domain (observed)", async () => {
  const poolId = await newPool();
  const refusal =
    "InvalidParameterException: User pool cannot be deleted. It has a domain configured that should be deleted first.";
  const prefix = await create(poolId);
  expect(await refusedCall(removePool(poolId))).toBe(refusal);
  const custom = `auth.${prefix}.example.com`;
  const CustomDomainConfig = { CertificateArn: CERTIFICATE };
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: custom, CustomDomainConfig }));
  await remove(poolId, prefix);
  expect(await refusedCall(removePool(poolId))).toBe(refusal);
  await remove(poolId, custom);
  await removePool(poolId);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const poolId = await newPool();
  const name = await create(poolId);
  await expectPoolBoundaries(server, "DeleteUserPoolDomain", poolId, (caller, UserPoolId) =>
    caller.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain: name })),
  );
  expect(await describeDomain(name)).toMatchObject({ UserPoolId: poolId });
});
