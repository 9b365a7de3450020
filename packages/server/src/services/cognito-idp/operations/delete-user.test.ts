import { DeleteUserCommand, InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeBearerRules } from "../../../../test/cognito-idp/bearer-rules.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("the account goes with its names, tokens and password; the answer has no byte (recorded)", async () => {
  await pool.addUser("ann");
  const { accessToken: AccessToken, refreshToken } = await pool.signIn("ann");
  expect(await rawCall(server, "DeleteUser", { AccessToken }, { signed: false })).toEqual({ status: 200, body: "" });
  expect(await refusedCall(pool.signIn("ann"))).toBe("UserNotFoundException: User does not exist.");
  expect(await refusedCall(pool.signIn("ann@example.com"))).toBe("UserNotFoundException: User does not exist.");
  const refresh = new InitiateAuthCommand({
    AuthFlow: "REFRESH_TOKEN_AUTH",
    ClientId: pool.main.clientId,
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
  expect(await refusedCall(pool.sdk.send(refresh))).toBe(
    "NotAuthorizedException: The user has been deleted for the associated refresh token",
  );
  await pool.addUser("ann");
});

test("two at once: the second finds nobody", async () => {
  await pool.addUser("bob");
  const { accessToken: AccessToken } = await pool.signIn("bob");
  const outcomes = await Promise.allSettled([0, 1].map(() => pool.sdk.send(new DeleteUserCommand({ AccessToken }))));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

describeBearerRules("DeleteUser", (client, AccessToken) => client.send(new DeleteUserCommand({ AccessToken })));
