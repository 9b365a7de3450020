import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "vitest";
import { list, type ManagedPool, manageNewPool } from "./managed-pool.ts";
import { expectPoolBoundaries } from "./pool-boundaries.ts";
import { refusedCall } from "./refused-call.ts";

/**
 * Every administrator's operation on one user: it keeps to the pool's boundaries, finds nobody whom the pool does not have, not even
 * by an address that another pool knows or that is not verified, and refuses names that can be nobody's.
 *
 * @param pool with e-mail as an alias
 * @param call the request about a user, by a client and for a pool
 */
export async function expectUserBoundaries(
  pool: ManagedPool,
  operation: string,
  call: (client: CognitoIdentityProviderClient, named: { UserPoolId: string; Username: string }) => Promise<unknown>,
): Promise<void> {
  const { server, poolId } = pool;
  await pool.create("bound");
  await expectPoolBoundaries(server, operation, poolId, (client, id) =>
    call(client, { UserPoolId: id, Username: "bound" }),
  );
  const other = await manageNewPool(server);
  const sub = await other.addReady("elsewhere", { email: "elsewhere@example.com", email_verified: "true" });
  await pool.create("unverified", { UserAttributes: list({ email: "unverified@example.com" }) });
  for (const name of [
    "nobody",
    "elsewhere",
    sub,
    "elsewhere@example.com",
    "unverified@example.com",
    "Bound",
    "__proto__",
  ]) {
    expect(await refusedCall(call(pool.sdk, pool.named(name)))).toBe("UserNotFoundException: User does not exist.");
  }
  expect(await refusedCall(call(pool.sdk, pool.named("")))).toMatch(
    /^InvalidParameterException: 2 validation errors detected: Value at 'username' failed/,
  );
  expect(await refusedCall(call(pool.sdk, pool.named("x".repeat(129))))).toBe(
    "InvalidParameterException: 1 validation error detected: Value at 'username' failed to satisfy constraint: Member must have length less than or equal to 128",
  );
}
