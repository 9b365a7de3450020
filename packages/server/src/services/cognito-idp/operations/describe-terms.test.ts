import { DescribeTermsCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTerms } from "../../../../test/cognito-idp/client-with-terms.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const describe = async (TermsId: string, UserPoolId = pool.poolId) =>
  (await pool.sdk.send(new DescribeTermsCommand({ UserPoolId, TermsId }))).Terms;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("terms are described as they were made (documented), their id in whatever letters (assumed)", async () => {
  const terms = await createTerms(pool);
  expect(await describe(terms.TermsId ?? "")).toEqual(terms);
  expect(await describe(terms.TermsId?.toUpperCase() ?? "")).toEqual(terms);
});

test("terms that are not there, or another pool's: ResourceNotFoundException (text assumed)", async () => {
  const refusal = "ResourceNotFoundException: Terms does not exist.";
  expect(await refusedCall(describe("5b3e2c7e-1c37-4b9e-9d5e-0d6a3c1b2a10"))).toBe(refusal);
  const { TermsId = "" } = await createTerms(pool);
  const { poolId } = await createTestPool(server);
  expect(await refusedCall(describe(TermsId, poolId))).toBe(refusal);
});

test("an id that is no UUID of version 4: InvalidParameterException", async () => {
  expect(await refusedCall(describe("terms"))).toMatch(/^InvalidParameterException: .*'termsId'/);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const { TermsId } = await createTerms(pool);
  await expectPoolBoundaries(server, "DescribeTerms", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DescribeTermsCommand({ UserPoolId, TermsId })),
  );
});
