import { CreateUserPoolCommand, GetUserPoolMfaConfigCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
const newPool = async (more: object = {}) => {
  const { UserPool } = await sdkClient(server).send(new CreateUserPoolCommand({ PoolName: "factors", ...more }));
  return present(UserPool?.Id);
};

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("a new pool's MFA is off, and nothing else is said (quoted by other implementations)", async () => {
  expect(await rawCall(server, "GetUserPoolMfaConfig", { UserPoolId: await newPool() })).toEqual({
    status: 200,
    body: '{"MfaConfiguration":"OFF"}',
  });
});

test("a pool made with MFA has text messages for a factor (assumed)", async () => {
  const SmsConfiguration = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "x" };
  const id = await newPool({ MfaConfiguration: "OPTIONAL", SmsConfiguration });
  const { $metadata: _, ...config } = await sdkClient(server).send(new GetUserPoolMfaConfigCommand({ UserPoolId: id }));
  expect(config).toEqual({ MfaConfiguration: "OPTIONAL", SmsMfaConfiguration: { SmsConfiguration } });
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  await expectPoolBoundaries(server, "GetUserPoolMfaConfig", await newPool(), (caller, UserPoolId) =>
    caller.send(new GetUserPoolMfaConfigCommand({ UserPoolId })),
  );
});
