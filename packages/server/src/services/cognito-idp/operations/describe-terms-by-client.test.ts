import { DescribeTermsByClientCommand } from "@aws-sdk/client-cognito-identity-provider";
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
const byClient = async (ClientId: string | undefined, TermsName = "terms-of-use") =>
  (await pool.sdk.send(new DescribeTermsByClientCommand({ UserPoolId: pool.poolId, ClientId, TermsName }))).Terms;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("gives the client's terms of that name (documented)", async () => {
  const terms = await createTerms(pool);
  const policy = await createTerms(pool, {
    ...(terms.ClientId && { clientId: terms.ClientId }),
    name: "privacy-policy",
  });
  expect(await byClient(terms.ClientId)).toEqual(terms);
  expect(await byClient(terms.ClientId, "privacy-policy")).toEqual(policy);
});

test("a client without terms of that name: ResourceNotFoundException (text assumed)", async () => {
  const { ClientId } = await createTerms(pool);
  expect(await refusedCall(byClient(ClientId, "privacy-policy"))).toBe(
    `ResourceNotFoundException: Terms for client ${ClientId} does not exist.`,
  );
});

test("a name of another kind: InvalidParameterException", async () => {
  expect(await refusedCall(byClient(pool.main.clientId, "cookies"))).toMatch(
    /^InvalidParameterException: .*'termsName'/,
  );
});

test("a client that is not the pool's is not found: ResourceNotFoundException", async () => {
  const { clientId } = await createTestPool(server);
  expect(await refusedCall(byClient(clientId))).toBe("ResourceNotFoundException: User pool client does not exist.");
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const { ClientId } = await createTerms(pool);
  await expectPoolBoundaries(server, "DescribeTermsByClient", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DescribeTermsByClientCommand({ UserPoolId, ClientId, TermsName: "terms-of-use" })),
  );
});
