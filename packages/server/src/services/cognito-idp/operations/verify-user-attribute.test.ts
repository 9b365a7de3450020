import {
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeBearerRules } from "../../../../test/cognito-idp/bearer-rules.ts";
import { type PoolInUse, putPoolInUse, wrongCode } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const MISMATCH = "CodeMismatchException: Invalid verification code provided, please try again.";
const EXPIRED = "ExpiredCodeException: Invalid code provided, please request a code again.";
let server: Poolhouse;
let pool: PoolInUse;
const verify = (AccessToken: string, Code: string, AttributeName = "email", of = pool) =>
  of.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
const changeEmail = (AccessToken: string, Value: string, of = pool) =>
  of.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: "email", Value }] }));
async function signedIn(username: string, of = pool): Promise<string> {
  await of.addUser(username);
  return (await of.signIn(username)).accessToken;
}
/** A user with a new address and its code. */
async function withCode(username: string, of = pool) {
  const token = await signedIn(username, of);
  await changeEmail(token, `${username}.new@example.com`, of);
  return { token, code: await of.code(username) };
}

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("the code verifies the address, once (observed: the second answer, floci pull request 2018)", async () => {
  const { token: AccessToken, code: Code } = await withCode("ann");
  const body = { AccessToken, AttributeName: "email", Code };
  expect(await rawCall(server, "VerifyUserAttribute", body, { signed: false })).toEqual({ status: 200, body: "{}" });
  expect(await pool.attributes(AccessToken)).toMatchObject({ email: "ann.new@example.com", email_verified: "true" });
  expect(await refusedCall(verify(AccessToken, Code))).toBe(EXPIRED);
});

test("a wrong code is told and leaves the right one good (recorded: the text)", async () => {
  const { token, code } = await withCode("bob");
  expect(await refusedCall(verify(token, wrongCode(code)))).toBe(MISMATCH);
  await verify(token, code);
});

test("without a code asked for, it is as good as expired", async () => {
  expect(await refusedCall(verify(await signedIn("carol"), "123456"))).toBe(EXPIRED);
});

test("a code lives for a day (documented)", async () => {
  await pool.addUser("dora");
  const { accessToken } = await pool.signIn("dora");
  await changeEmail(accessToken, "dora.new@example.com");
  const code = await pool.code("dora");
  server.advance({ hours: 24 });
  const { accessToken: later } = await pool.signIn("dora");
  expect(await refusedCall(verify(later, code))).toBe(EXPIRED);
});

test("the code of another attribute, purpose or user does not count", async () => {
  const { token, code } = await withCode("eve");
  expect(await refusedCall(verify(token, code, "phone_number"))).toBe(EXPIRED);
  const other = await signedIn("eric");
  expect(await refusedCall(verify(other, code))).toBe(EXPIRED);
  await pool.sdk.send(new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username: "eric" }));
  expect(await refusedCall(verify(other, await pool.code("eric")))).toBe(EXPIRED);
});

test("an address that another user has verified meanwhile is refused (documented), and stays the other's", async () => {
  const token = await signedIn("fay");
  await changeEmail(token, "shared@example.com");
  const code = await pool.code("fay");
  const rival = await signedIn("finn");
  await changeEmail(rival, "shared@example.com");
  await verify(rival, await pool.code("finn"));
  expect(await refusedCall(verify(token, code))).toBe(
    "AliasExistsException: An account with the email already exists.",
  );
  expect(await pool.attributes(token)).toMatchObject({ email_verified: "false" });
  await pool.signIn("shared@example.com");
});

test("an address is verified for one of two users who bring their codes at once", async () => {
  const tokens = [await signedIn("gus"), await signedIn("gil")];
  const codes: string[] = [];
  for (const [index, token] of tokens.entries()) {
    await changeEmail(token, "both@example.com");
    codes.push(await pool.code(index === 0 ? "gus" : "gil"));
  }
  const outcomes = await Promise.allSettled(tokens.map((token, index) => verify(token, codes[index] ?? "")));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("only addresses can be verified (observed, floci pull request 1898)", async () => {
  const token = await signedIn("hans");
  expect(await refusedCall(verify(token, "123456", "nickname"))).toBe(
    "InvalidParameterException: Invalid attribute name. Only phone_number and email can be verified.",
  );
});

test("a code of any length or script is no more than wrong", async () => {
  const { token } = await withCode("ida");
  for (const code of ["0", "１２３４５６", "x".repeat(2048)])
    expect(await refusedCall(verify(token, code))).toBe(MISMATCH);
});

describe("limit verify-attribute", () => {
  const refused = "LimitExceededException: Attempt limit exceeded, please try after some time.";

  test("fifteen guesses in an hour, also at once, then not even the right code", async () => {
    const { token, code } = await withCode("jane");
    const guesses = await Promise.all(Array.from({ length: 20 }, () => refusedCall(verify(token, wrongCode(code)))));
    expect(guesses.filter((guess) => guess === MISMATCH)).toHaveLength(15);
    expect(await refusedCall(verify(token, code))).toBe(refused);
  });

  test("is not evaded by asking for new codes", async () => {
    const { token, code } = await withCode("kate");
    for (let guess = 0; guess < 15; guess += 1) await refusedCall(verify(token, wrongCode(code)));
    await pool.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken: token, AttributeName: "email" }));
    expect(await refusedCall(verify(token, await pool.code("kate")))).toBe(refused);
  });

  test("can be switched off", async () => {
    const open = await startTestServer({ flags: { attemptLimits: "verify-attribute=off" } });
    const free = await putPoolInUse(open);
    const { token, code } = await withCode("lena", free);
    for (let guess = 0; guess < 20; guess += 1) await refusedCall(verify(token, wrongCode(code), "email", free));
    await verify(token, code, "email", free);
    await open.close();
  });
});

describeBearerRules("VerifyUserAttribute", (client, AccessToken) =>
  client.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: "123456" })),
);
