import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { expect } from "vitest";
import { rawCall } from "./raw-call.ts";
import { refusedCall } from "./refused-call.ts";
import { sdkClient } from "./test-pool.ts";

/**
 * Every operation on a pool that needs a signature: it finds no pool that does not exist, none of another account or region, and does
 * nothing without a signature.
 *
 * @param operation its name
 * @param poolId a pool in which the request would succeed
 * @param call the request, by a client and for a pool
 */
export async function expectPoolBoundaries(
  server: Poolhouse,
  operation: string,
  poolId: string,
  call: (client: CognitoIdentityProviderClient, poolId: string) => Promise<unknown>,
): Promise<void> {
  const notFound = (id: string) => `ResourceNotFoundException: User pool ${id} does not exist.`;
  const unknown = "us-east-1_000000000";
  expect(await refusedCall(call(sdkClient(server), unknown))).toBe(notFound(unknown));
  for (const from of [{ account: "111122223333" }, { region: "eu-west-1" }]) {
    expect(await refusedCall(call(sdkClient(server, from), poolId))).toBe(notFound(poolId));
  }
  expect(await refusedCall(call(sdkClient(server), "no-pool"))).toMatch(
    /^InvalidParameterException: 1 validation error detected: Value 'no-pool' at 'userPoolId' failed to satisfy constraint: /,
  );
  expect(await rawCall(server, operation, { UserPoolId: poolId }, { signed: false })).toEqual({
    status: 400,
    body: '{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}',
  });
}
