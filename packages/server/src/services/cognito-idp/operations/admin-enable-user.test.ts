import { AdminEnableUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ManagedPool, manageNewPool } from "../../../../test/cognito-idp/managed-pool.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

// What enabling brings back, and what it does not, is tested beside AdminDisableUser.

let server: Poolhouse;
let pool: ManagedPool;

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("does not confirm a user who is not (assumed)", async () => {
  await pool.signUp("unconfirmed");
  await pool.disable("unconfirmed");
  await pool.sdk.send(new AdminEnableUserCommand(pool.named("unconfirmed")));
  expect(await pool.get("unconfirmed")).toMatchObject({ Enabled: true, UserStatus: "UNCONFIRMED" });
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminEnableUser", (client, named) =>
    client.send(new AdminEnableUserCommand(named)),
  );
});
