import {
  DescribeTermsCommand,
  UpdateTermsCommand,
  type UpdateTermsCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTerms } from "../../../../test/cognito-idp/client-with-terms.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const update = async (TermsId: string | undefined, given: Partial<UpdateTermsCommandInput>) =>
  (await pool.sdk.send(new UpdateTermsCommand({ UserPoolId: pool.poolId, TermsId, ...given }))).Terms;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("what is omitted stays; links are replaced whole (assumed)", async () => {
  const { LastModifiedDate, ...before } = await createTerms(pool);
  server.advance({ seconds: 60 });
  const after = await update(before.TermsId, { Links: { "cognito:german": "https://example.com/agb" } });
  expect(after).toMatchObject({ ...before, Links: { "cognito:german": "https://example.com/agb" } });
  expect(after?.Links).toEqual({ "cognito:german": "https://example.com/agb" });
  expect(after?.LastModifiedDate?.getTime()).toBeGreaterThan(LastModifiedDate?.getTime() ?? 0);
  expect((await update(before.TermsId, { TermsSource: "LINK", Enforcement: "NONE" }))?.Links).toEqual(after?.Links);
  const describe = new DescribeTermsCommand({ UserPoolId: pool.poolId, TermsId: before.TermsId });
  expect((await pool.sdk.send(describe)).Terms?.Links).toEqual(after?.Links);
});

test("a document becomes one of the other kind, unless the client has that: TermsExistsException (text assumed)", async () => {
  const { TermsId, ClientId } = await createTerms(pool);
  expect((await update(TermsId, { TermsName: "privacy-policy" }))?.TermsName).toBe("privacy-policy");
  const other = await createTerms(pool, { ...(ClientId && { clientId: ClientId }) });
  expect(await refusedCall(update(other.TermsId, { TermsName: "privacy-policy" }))).toBe(
    `TermsExistsException: A Terms privacy-policy already exists for client ${ClientId}`,
  );
  expect((await update(other.TermsId, {}))?.TermsName).toBe("terms-of-use");
});

test("links are of the web: InvalidParameterException (assumed)", async () => {
  const { TermsId } = await createTerms(pool);
  expect(await refusedCall(update(TermsId, { Links: { "cognito:default": "javascript:alert(1)" } }))).toBe(
    "InvalidParameterException: javascript:alert(1) is not a valid URL.",
  );
});

test("terms that are not there: ResourceNotFoundException (text assumed)", async () => {
  expect(await refusedCall(update("5b3e2c7e-1c37-4b9e-9d5e-0d6a3c1b2a10", {}))).toBe(
    "ResourceNotFoundException: Terms does not exist.",
  );
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const { TermsId } = await createTerms(pool);
  await expectPoolBoundaries(server, "UpdateTerms", pool.poolId, (caller, UserPoolId) =>
    caller.send(new UpdateTermsCommand({ UserPoolId, TermsId })),
  );
});
