import { DeleteTermsCommand, ListTermsCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTerms } from "../../../../test/cognito-idp/client-with-terms.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const ids: string[] = [];
const page = async (request: { MaxResults?: number; NextToken?: string } = {}, UserPoolId = pool.poolId) => {
  const answer = await pool.sdk.send(new ListTermsCommand({ UserPoolId, ...request }));
  return { terms: present(answer.Terms), next: answer.NextToken };
};

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  for (let made = 0; made < 5; made += 1) ids.push(present((await createTerms(pool)).TermsId));
});
afterAll(() => server.close());

test("a pool without terms has an empty list", async () => {
  const { poolId } = await createTestPool(server);
  expect(await rawCall(server, "ListTerms", { UserPoolId: poolId })).toEqual({ status: 200, body: '{"Terms":[]}' });
});

test("each is shown without client and links (documented)", async () => {
  const { terms, next } = await page();
  expect(next).toBeUndefined();
  expect(terms.length).toBe(5);
  expect(Object.keys(terms[0] ?? {}).sort()).toEqual([
    "CreationDate",
    "Enforcement",
    "LastModifiedDate",
    "TermsId",
    "TermsName",
  ]);
});

test("in pages each comes once, whatever is made and deleted between them", async () => {
  const seen: (string | undefined)[] = [];
  let token: string | undefined;
  do {
    const { terms, next } = await page({ MaxResults: 2, ...(token && { NextToken: token }) });
    expect(terms.length).toBeLessThanOrEqual(2);
    seen.push(...terms.map(({ TermsId }) => TermsId));
    token = next;
    const { TermsId } = await createTerms(pool);
    await pool.sdk.send(new DeleteTermsCommand({ UserPoolId: pool.poolId, TermsId }));
  } while (token);
  expect(seen).toEqual(ids.toSorted());
});

test("a token that this list did not give: InvalidParameterException (text assumed)", async () => {
  const { next } = await page({ MaxResults: 1 });
  const other = await createTestPool(server);
  const refusal =
    "InvalidParameterException: Provided pagination token is invalid. Check the token and try your request again.";
  expect(await refusedCall(page({ NextToken: "invalid" }))).toBe(refusal);
  expect(await refusedCall(page({ NextToken: present(next) }, other.poolId))).toBe(refusal);
});

test.each([0, 61])("a page has 1 to 60, not %d: InvalidParameterException (documented)", async (MaxResults) => {
  expect(await refusedCall(page({ MaxResults }))).toMatch(/^InvalidParameterException: .*'maxResults'/);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "ListTerms", pool.poolId, (caller, UserPoolId) =>
    caller.send(new ListTermsCommand({ UserPoolId })),
  ));
