import { AdminUserGlobalSignOutCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ManagedPool, manageNewPool } from "../../../../test/cognito-idp/managed-pool.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: ManagedPool;
const signOut = (username: string) => pool.sdk.send(new AdminUserGlobalSignOutCommand(pool.named(username)));

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("the answer is an empty object, whatever the user's state (recorded; the latter assumed)", async () => {
  await pool.create("never-signed-in");
  await pool.disable("never-signed-in");
  expect(await rawCall(server, "AdminUserGlobalSignOut", pool.named("never-signed-in"))).toEqual({
    status: 200,
    body: "{}",
  });
});

test("ends every sign-in of the user, at every client, and no other's (recorded)", async () => {
  await pool.addReady("many");
  await pool.addReady("other");
  const second = await pool.addClient();
  const tokens = [await pool.signIn("many"), await pool.signIn("many", undefined, second)];
  const others = await pool.signIn("other");
  await signOut("many");
  for (const { accessToken } of tokens) {
    expect(await refusedCall(pool.getUser(accessToken))).toBe("NotAuthorizedException: Access Token has been revoked");
  }
  expect(await refusedCall(pool.refresh(String(tokens[0]?.refreshToken)))).toBe(
    "NotAuthorizedException: Refresh Token has been revoked",
  );
  expect(await pool.getUser(others.accessToken)).toMatchObject({ Username: "other" });
});

test("access tokens that were refreshed before end too (recorded)", async () => {
  await pool.addReady("refreshed");
  const { refreshToken } = await pool.signIn("refreshed");
  const { AuthenticationResult } = await pool.refresh(refreshToken);
  await signOut("refreshed");
  expect(await refusedCall(pool.getUser(String(AuthenticationResult?.AccessToken)))).toBe(
    "NotAuthorizedException: Access Token has been revoked",
  );
});

test("the user may sign in again (recorded)", async () => {
  await pool.addReady("returning");
  await pool.signIn("returning");
  await signOut("returning");
  const { accessToken } = await pool.signIn("returning");
  expect(await pool.getUser(accessToken)).toMatchObject({ Username: "returning" });
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminUserGlobalSignOut", (client, named) =>
    client.send(new AdminUserGlobalSignOutCommand(named)),
  );
});
