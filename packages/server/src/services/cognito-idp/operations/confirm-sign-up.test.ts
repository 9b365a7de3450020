import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  type ConfirmSignUpCommandInput,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimsOf, type PoolInUse, putPoolInUse, wrongCode } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const MISMATCH = "CodeMismatchException: Invalid verification code provided, please try again.";
const EXPIRED = "ExpiredCodeException: Invalid code provided, please request a code again.";
let server: Poolhouse;
let pool: PoolInUse;
let hiding: PoolInUse;
const confirm = (
  Username: string,
  ConfirmationCode: string,
  of = pool,
  more: Partial<ConfirmSignUpCommandInput> = {},
) => of.sdk.send(new ConfirmSignUpCommand({ ClientId: of.main.clientId, Username, ConfirmationCode, ...more }));
const statusOf = async (Username: string) =>
  (await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: pool.poolId, Username }))).UserStatus;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, { pool: { AliasAttributes: ["email"] } });
  hiding = await putPoolInUse(server, { client: { PreventUserExistenceErrors: "ENABLED" } });
});
afterAll(() => server.close());

test("the code confirms the user and verifies the address; the answer is an empty object (documented)", async () => {
  await pool.signUp("ann");
  const body = { ClientId: pool.main.clientId, Username: "ann", ConfirmationCode: await pool.code("ann") };
  expect(await rawCall(server, "ConfirmSignUp", body, { signed: false })).toEqual({ status: 200, body: "{}" });
  expect(await statusOf("ann")).toBe("CONFIRMED");
  const { accessToken } = await pool.signIn("ann@example.com");
  expect(await pool.attributes(accessToken)).toMatchObject({ email_verified: "true" });
});

test("a wrong code is told (recorded) and leaves the right one good", async () => {
  await pool.signUp("bob");
  const code = await pool.code("bob");
  expect(await refusedCall(confirm("bob", wrongCode(code)))).toBe(MISMATCH);
  await confirm("bob", code);
});

test("a code lives for a day (documented)", async () => {
  await pool.signUp("carol");
  const code = await pool.code("carol");
  server.advance({ hours: 24 });
  expect(await refusedCall(confirm("carol", code))).toBe(EXPIRED);
});

test("a user who is confirmed already is told so (quoted by third parties)", async () => {
  await pool.addUser("dora");
  expect(await refusedCall(confirm("dora", "123456"))).toBe(
    "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED",
  );
});

test("the code of another user does not count", async () => {
  await pool.signUp("eve");
  await pool.signUp("eric");
  const [code, own] = [await pool.code("eve"), await pool.code("eric")];
  if (code !== own) expect(await refusedCall(confirm("eric", code))).toBe(MISMATCH);
});

test("of two confirmations at once one succeeds", async () => {
  await pool.signUp("fay");
  const code = await pool.code("fay");
  const outcomes = await Promise.allSettled([confirm("fay", code), confirm("fay", code)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

describe("an address that another user has verified", () => {
  test("is refused (documented) and the code stays good", async () => {
    await pool.addUser("gus", { email: "shared@example.com" });
    await pool.signUp("gil", { email: "shared@example.com" });
    const code = await pool.code("gil");
    expect(await refusedCall(confirm("gil", code))).toBe(
      "AliasExistsException: An account with the email already exists.",
    );
    expect(await statusOf("gil")).toBe("UNCONFIRMED");
    await pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: "gus" }));
    await confirm("gil", code);
  });

  test("moves to the one who brings the code with ForceAliasCreation (documented)", async () => {
    await pool.addUser("hal", { email: "moving@example.com" });
    await pool.signUp("hans", { email: "moving@example.com" });
    await confirm("hans", await pool.code("hans"), pool, { ForceAliasCreation: true });
    const { accessToken } = await pool.signIn("moving@example.com");
    expect(claimsOf(accessToken)).toMatchObject({ username: "hans" });
    const before = await pool.signIn("hal");
    expect(await pool.attributes(before.accessToken)).toMatchObject({ email_verified: "false" });
  });
});

describe("a name that nobody has", () => {
  test("is told under LEGACY (assumed: the text)", async () => {
    expect(await refusedCall(confirm("nobody", "123456"))).toBe(
      "UserNotFoundException: Username/client id combination not found.",
    );
  });

  test("is answered like one that is past it where unknown users are hidden (assumed)", async () => {
    await hiding.addUser("ida");
    const past = "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED";
    for (const name of ["ida", "nobody"]) expect(await refusedCall(confirm(name, "abcdef", hiding))).toBe(past);
    await hiding.sdk.send(new ResendConfirmationCodeCommand({ ClientId: hiding.main.clientId, Username: "nobody" }));
    expect(await refusedCall(confirm("nobody", "abcdef", hiding))).toBe(past);
  });
});

test("an empty code is refused by the model (quoted by third parties)", async () => {
  const body = { ClientId: pool.main.clientId, Username: "ann", ConfirmationCode: "" };
  const { body: answer } = await rawCall(server, "ConfirmSignUp", body, { signed: false });
  expect(JSON.parse(answer)).toEqual({
    __type: "InvalidParameterException",
    message: expect.stringMatching(/^2 validation errors detected: Value '' at 'confirmationCode' failed to satisfy/),
  });
});

test("an unknown client is told as such (recorded)", async () => {
  expect(await refusedCall(confirm("ann", "123456", pool, { ClientId: "nosuchclient" }))).toBe(
    "ResourceNotFoundException: User pool client nosuchclient does not exist.",
  );
});

test("a client with a secret proves it by SecretHash over the name as typed", async () => {
  const secretive = await putPoolInUse(server, { client: { GenerateSecret: true } });
  await secretive.signUp("jane");
  const code = await secretive.code("jane");
  expect(await refusedCall(confirm("jane", code, secretive))).toBe(
    `NotAuthorizedException: Client ${secretive.main.clientId} is configured with secret but SECRET_HASH was not received`,
  );
  await confirm("jane", code, secretive, { SecretHash: secretive.main.hash("jane") });
});

describe("limit confirm-sign-up", () => {
  const refused = "LimitExceededException: Attempt limit exceeded, please try after some time.";

  test("fifteen guesses in an hour, also at once, then not even the right code", async () => {
    await pool.signUp("kate");
    const code = await pool.code("kate");
    const guesses = await Promise.all(Array.from({ length: 20 }, () => refusedCall(confirm("kate", wrongCode(code)))));
    expect(guesses.filter((guess) => guess === MISMATCH)).toHaveLength(15);
    expect(await refusedCall(confirm("kate", code))).toBe(refused);
    server.advance({ hours: 1 });
    await confirm("kate", code);
  });

  test("counts for a name, whether or not there is such a user", async () => {
    for (let guess = 0; guess < 15; guess += 1) await refusedCall(confirm("no-kate", "123456", hiding));
    expect(await refusedCall(confirm("no-kate", "123456", hiding))).toBe(refused);
  });

  test("can be switched off", async () => {
    const open = await startTestServer({ flags: { attemptLimits: "confirm-sign-up=off" } });
    const free = await putPoolInUse(open);
    await free.signUp("lena");
    const code = await free.code("lena");
    for (let guess = 0; guess < 20; guess += 1) await refusedCall(confirm("lena", wrongCode(code), free));
    await confirm("lena", code, free);
    await open.close();
  });
});

describe("where users choose how to sign in", () => {
  let choosing: PoolInUse;
  const signIn = (USERNAME: string, Session: string | undefined, ClientId = choosing.main.clientId) =>
    choosing.sdk.send(
      new InitiateAuthCommand({ AuthFlow: "USER_AUTH", ClientId, AuthParameters: { USERNAME }, Session }),
    );
  async function confirmed(username: string): Promise<string> {
    await choosing.signUp(username);
    return present((await confirm(username, await choosing.code(username), choosing)).Session);
  }
  beforeAll(async () => {
    choosing = await putPoolInUse(server, { client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] } });
  });

  test("the session of the answer signs in once, without a second code (documented)", async () => {
    const Session = await confirmed("mia");
    const { AuthenticationResult } = await signIn("mia", Session);
    expect(claimsOf(present(AuthenticationResult?.AccessToken))).toMatchObject({ username: "mia" });
    expect(await refusedCall(signIn("mia", Session))).toBe(
      "NotAuthorizedException: Invalid session for the user, session can only be used once.",
    );
  });

  test("it belongs to one user and client, and ends with AuthSessionValidity", async () => {
    const Session = await confirmed("nora");
    await confirmed("nina");
    const invalid = "NotAuthorizedException: Invalid session for the user.";
    expect(await refusedCall(signIn("nina", Session))).toBe(invalid);
    const other = await choosing.addClient({ ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    expect(await refusedCall(signIn("nora", Session, other.clientId))).toBe(invalid);
    server.advance({ minutes: 3 });
    expect(await refusedCall(signIn("nora", Session))).toBe(
      "NotAuthorizedException: Invalid session for the user, session is expired.",
    );
  });
});
