import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { expect } from "vitest";
import { rawCall } from "./raw-call.ts";
import { refusedCall } from "./refused-call.ts";
import { sdkClient } from "./test-pool.ts";

/**
 * The operations on tags take the ARN of a user pool of the caller's account and region, and nothing without a signature.
 *
 * @param operation its name
 * @param arn of a pool in account 000000000000, region us-east-1, for which the request would succeed
 * @param call the request, by a client and for an ARN
 */
export async function expectTagBoundaries(
  server: Poolhouse,
  operation: string,
  arn: string,
  call: (client: CognitoIdentityProviderClient, arn: string) => Promise<unknown>,
): Promise<void> {
  const foreign = [
    arn.replace(/[^/]*$/, "us-east-1_000000000"),
    arn.replace("000000000000", "111122223333"),
    arn.replace("us-east-1:", "eu-west-1:"),
  ];
  for (const name of foreign) {
    expect(await refusedCall(call(sdkClient(server), name))).toBe(
      `ResourceNotFoundException: Resource ${name} does not exist.`,
    );
  }
  for (const from of [{ account: "111122223333" }, { region: "eu-west-1" }]) {
    const stranger = sdkClient(server, from);
    for (const name of [arn, ...foreign]) {
      expect(await refusedCall(call(stranger, name))).toBe(
        `ResourceNotFoundException: Resource ${name} does not exist.`,
      );
    }
  }
  for (const name of [`${arn}:client`, arn.replace("userpool/", "pool/"), arn.replace("cognito-idp", "cognito-sync")]) {
    expect(await refusedCall(call(sdkClient(server), name))).toBe(`InvalidParameterException: Invalid ARN: ${name}`);
  }
  expect(await refusedCall(call(sdkClient(server), "not-an-arn-at-all-but-long"))).toMatch(
    /^InvalidParameterException: 1 validation error detected: .* at 'resourceArn' failed/,
  );
  expect(await rawCall(server, operation, { ResourceArn: arn }, { signed: false })).toMatchObject({
    status: 400,
    body: expect.stringContaining("MissingAuthenticationTokenException"),
  });
}
