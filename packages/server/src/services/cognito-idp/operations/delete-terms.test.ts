import { DeleteTermsCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTerms } from "../../../../test/cognito-idp/client-with-terms.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("the terms are gone, the answer empty, and the client can have others", async () => {
  const { TermsId, ClientId } = await createTerms(pool);
  const request = { UserPoolId: pool.poolId, TermsId };
  expect(await rawCall(server, "DeleteTerms", request)).toEqual({ status: 200, body: "" });
  expect(await refusedCall(pool.sdk.send(new DeleteTermsCommand(request)))).toBe(
    "ResourceNotFoundException: Terms does not exist.",
  );
  await createTerms(pool, { ...(ClientId && { clientId: ClientId }) });
});

test("an id that is no UUID of version 4: InvalidParameterException", async () => {
  const command = new DeleteTermsCommand({ UserPoolId: pool.poolId, TermsId: "x" });
  expect(await refusedCall(pool.sdk.send(command))).toMatch(/^InvalidParameterException: .*'termsId'/);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const { TermsId } = await createTerms(pool);
  await expectPoolBoundaries(server, "DeleteTerms", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DeleteTermsCommand({ UserPoolId, TermsId })),
  );
});
