import {
  DeleteUserAttributesCommand,
  GetUserAttributeVerificationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeBearerRules } from "../../../../test/cognito-idp/bearer-rules.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const ask = (AccessToken: string, AttributeName = "email", of = pool) =>
  of.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName }));
const update = (AccessToken: string, Name: string, Value: string, of = pool) =>
  of.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
async function signedIn(username: string, of = pool): Promise<string> {
  await of.addUser(username);
  return (await of.signIn(username)).accessToken;
}

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("a code goes to the address, also to one that the pool does not verify by itself", async () => {
  const token = await signedIn("ann");
  await update(token, "phone_number", "+4915112345678");
  expect((await ask(token, "phone_number")).CodeDeliveryDetails).toEqual({
    AttributeName: "phone_number",
    DeliveryMedium: "SMS",
    Destination: "+*********5678",
  });
  expect(await server.mailbox.code("+4915112345678")).toMatch(/^\d{6}$/);
});

test("an address that is verified already may be verified again (observed, floci pull request 2018)", async () => {
  const token = await signedIn("bob");
  expect((await ask(token)).CodeDeliveryDetails).toEqual({
    AttributeName: "email",
    DeliveryMedium: "EMAIL",
    Destination: "b***@e***",
  });
  const Code = await pool.code("bob");
  await pool.sdk.send(new VerifyUserAttributeCommand({ AccessToken: token, AttributeName: "email", Code }));
});

test("the code goes to the address that waits to replace the present one", async () => {
  const cautious = await putPoolInUse(server, {
    pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
  });
  const token = await signedIn("carol", cautious);
  await update(token, "email", "new@new.example", cautious);
  expect((await ask(token, "email", cautious)).CodeDeliveryDetails?.Destination).toBe("n***@n***");
});

test.each([
  ["email", "User does not have a valid registered email address"],
  ["phone_number", "User does not have a valid registered phone number"],
])("a user without %s is told so, and so is the mailbox (observed, floci pull request 1898)", async (name, text) => {
  const token = await signedIn(`without-${name}`);
  if (name === "email") {
    await pool.sdk.send(new DeleteUserAttributesCommand({ AccessToken: token, UserAttributeNames: ["email"] }));
  }
  expect(await refusedCall(ask(token, name))).toBe(`InvalidParameterException: ${text}`);
  expect((await pool.reasons(`without-${name}`))[0]).toMatch(/no value for an attribute/);
});

test("only addresses can be verified (observed, floci pull request 1898)", async () => {
  const token = await signedIn("dora");
  for (const name of ["nickname", "sub", "custom:unknown", "email_verified", "constructor"]) {
    expect(await refusedCall(ask(token, name))).toBe(
      "InvalidParameterException: Invalid attribute name. Only phone_number and email can be verified.",
    );
  }
});

describe("limit attribute-code", () => {
  const refused = "LimitExceededException: Attempt limit exceeded, please try after some time.";

  test("five in an hour, also at once, then none; the mailbox says why", async () => {
    const token = await signedIn("eve");
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => ask(token)));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await refusedCall(ask(token))).toBe(refused);
    expect((await pool.reasons("eve"))[0]).toMatch(/too many codes were asked for/);
  });

  test("can be switched off", async () => {
    const open = await startTestServer({ flags: { attemptLimits: "attribute-code=off" } });
    const free = await putPoolInUse(open);
    const token = await signedIn("fay", free);
    for (let sent = 0; sent < 8; sent += 1) await ask(token, "email", free);
    await open.close();
  });
});

describeBearerRules("GetUserAttributeVerificationCode", (client, AccessToken) =>
  client.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" })),
);
