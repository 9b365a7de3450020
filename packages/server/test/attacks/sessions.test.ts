import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  type ChallengeNameType,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClientInUse,
  OTHER_PASSWORD,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
} from "../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../cognito-idp/refused-call.ts";
import { present } from "../cognito-idp/test-pool.ts";
import { startTestServer } from "../start-test-server.ts";
import { beginSrp } from "./srp-attacker.ts";

const INVALID = "NotAuthorizedException: Invalid session for the user.";
const TEMPORARY = "Temporary-pass-1";
const FLOWS = [
  "ALLOW_USER_AUTH",
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_ADMIN_USER_PASSWORD_AUTH",
] as const;
let server: Poolhouse;
let pool: PoolInUse;
let otherPool: PoolInUse;
let otherClient: ClientInUse;
let users = 0;

beforeAll(async () => {
  server = await startTestServer({ flags: { attemptLimits: "off" } });
  const made = { client: { ExplicitAuthFlows: [...FLOWS] } };
  pool = await putPoolInUse(server, made);
  otherPool = await putPoolInUse(server, made);
  otherClient = await pool.addClient(made.client);
  await pool.addUser("mallory");
});
afterAll(() => server.close());

const named = (Username: string) => ({ UserPoolId: pool.poolId, Username });

/** A user whom an administrator made, with the session of NEW_PASSWORD_REQUIRED that the temporary password opened. */
async function invited(temporary = TEMPORARY): Promise<{ username: string; session: string }> {
  users += 1;
  const username = `invited${users}`;
  await pool.sdk.send(
    new AdminCreateUserCommand({
      ...named(username),
      TemporaryPassword: temporary,
      MessageAction: "SUPPRESS",
      UserAttributes: [{ Name: "email", Value: `${username}@example.com` }],
    }),
  );
  return { username, session: await newPasswordSession(username, temporary) };
}

async function newPasswordSession(username: string, temporary: string): Promise<string> {
  const { ChallengeName, Session } = await pool.sdk.send(
    new InitiateAuthCommand({
      ClientId: pool.main.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: temporary },
    }),
  );
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  return present(Session);
}

/** The session of SELECT_CHALLENGE: whoever has it has proven nothing. */
async function unprovenSession(username: string): Promise<string> {
  const { ChallengeName, Session } = await pool.sdk.send(
    new InitiateAuthCommand({
      ClientId: pool.main.clientId,
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME: username },
    }),
  );
  expect(ChallengeName).toBe("SELECT_CHALLENGE");
  return present(Session);
}

const answer = (
  ChallengeName: ChallengeNameType,
  Session: string,
  ChallengeResponses: Record<string, string>,
  ClientId = pool.main.clientId,
) => pool.sdk.send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses }));
const choose = (session: string, username: string, password = OTHER_PASSWORD, clientId = pool.main.clientId) =>
  answer("NEW_PASSWORD_REQUIRED", session, { USERNAME: username, NEW_PASSWORD: password }, clientId);

describe("a session without a proven password", () => {
  test.each([
    ["NEW_PASSWORD_REQUIRED", { NEW_PASSWORD: OTHER_PASSWORD }],
    ["PASSWORD", { PASSWORD: "wrong-Password-1" }],
    ["PASSWORD_SRP", { SRP_A: "2" }],
    ["PASSWORD_VERIFIER", { PASSWORD_CLAIM_SECRET_BLOCK: "AAAA", PASSWORD_CLAIM_SIGNATURE: "AAAA", TIMESTAMP: "x" }],
    ["SMS_MFA", { SMS_MFA_CODE: "000000" }],
    ["SOFTWARE_TOKEN_MFA", { SOFTWARE_TOKEN_MFA_CODE: "000000" }],
    ["EMAIL_OTP", { EMAIL_OTP_CODE: "000000" }],
    ["SMS_OTP", { SMS_OTP_CODE: "000000" }],
    ["WEB_AUTHN", { CREDENTIAL: "{}" }],
    ["CUSTOM_CHALLENGE", { ANSWER: "true" }],
    ["MFA_SETUP", {}],
    ["SELECT_MFA_TYPE", { ANSWER: "SMS_MFA" }],
    ["DEVICE_SRP_AUTH", { SRP_A: "2", DEVICE_KEY: "x" }],
  ] as const)("is no session for %s, for nobody", async (name, responses) => {
    for (const username of ["mallory", (await invited()).username]) {
      const session = await unprovenSession(username);
      expect(await refusedCall(answer(name, session, { USERNAME: username, ...responses }))).toMatch(
        /^(NotAuthorized|InvalidParameter)Exception: /,
      );
    }
  });

  test("by the secret block of SRP chooses no new password", async () => {
    const { username } = await invited();
    const { parameters } = await beginSrp(pool, username);
    const block = parameters.SECRET_BLOCK ?? "";
    for (const session of [block, Buffer.from(block, "base64").toString("base64url")]) {
      expect(await refusedCall(choose(session, username))).toMatch(/^NotAuthorizedException: /);
    }
    const bytes = Buffer.from(await unprovenSession(username)).toString("base64");
    const asBlock = { PASSWORD_CLAIM_SECRET_BLOCK: bytes, PASSWORD_CLAIM_SIGNATURE: "AAAA", TIMESTAMP: "x" };
    expect(await refusedCall(answer("PASSWORD_VERIFIER", bytes, { USERNAME: username, ...asBlock }))).toMatch(
      /^(NotAuthorized|InvalidParameter)Exception: /,
    );
  });

  test("offers no factor that the user's pool does not allow", async () => {
    for (const ANSWER of [
      "EMAIL_OTP",
      "SMS_OTP",
      "WEB_AUTHN",
      "SELECT_CHALLENGE",
      "NEW_PASSWORD_REQUIRED",
      "__proto__",
      "",
    ]) {
      const session = await unprovenSession("mallory");
      expect(await refusedCall(answer("SELECT_CHALLENGE", session, { USERNAME: "mallory", ANSWER }))).toMatch(
        /^(NotAuthorized|InvalidParameter)Exception: /,
      );
    }
  });
});

describe("the session of a proven password", () => {
  test("is no other user's, whichever name is given", async () => {
    const mine = await invited();
    const { username: victim } = await invited();
    for (const name of [victim, "mallory", "nobody", ""]) {
      expect(await refusedCall(choose(mine.session, name))).toMatch(/^(NotAuthorized|InvalidParameter)Exception: /);
    }
    expect(await refusedCall(pool.signIn(victim, OTHER_PASSWORD))).toBe(
      "NotAuthorizedException: Incorrect username or password.",
    );
    await choose(mine.session, mine.username);
  });

  test("is no other client's, and no other pool's", async () => {
    const { session, username } = await invited();
    expect(await refusedCall(choose(session, username, OTHER_PASSWORD, otherClient.clientId))).toBe(INVALID);
    expect(await refusedCall(choose(session, username, OTHER_PASSWORD, otherPool.main.clientId))).toBe(INVALID);
    const inOther = new AdminRespondToAuthChallengeCommand({
      UserPoolId: otherPool.poolId,
      ClientId: otherPool.main.clientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: session,
      ChallengeResponses: { USERNAME: username, NEW_PASSWORD: OTHER_PASSWORD },
    });
    expect(await refusedCall(pool.sdk.send(inOther))).toBe(INVALID);
    const mixed = new AdminRespondToAuthChallengeCommand({ ...inOther.input, ClientId: pool.main.clientId });
    expect(await refusedCall(pool.sdk.send(mixed))).toMatch(/^ResourceNotFoundException: /);
    await choose(session, username);
  });

  test("serves once", async () => {
    const { session, username } = await invited();
    await choose(session, username);
    expect(await refusedCall(choose(session, username, "Third-password-3"))).toBe(
      "NotAuthorizedException: Invalid session for the user, session can only be used once.",
    );
    await pool.signIn(username, OTHER_PASSWORD);
  });

  test("serves once, also when it is used many times at once", async () => {
    const { session, username } = await invited();
    const passwords = Array.from({ length: 8 }, (_, index) => `Parallel-password-${index}`);
    const answers = await Promise.allSettled(passwords.map((password) => choose(session, username, password)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const right = passwords[answers.findIndex(({ status }) => status === "fulfilled")] ?? "";
    await pool.signIn(username, right);
  });

  test("is no good when one character of it is another", async () => {
    const { session, username } = await invited();
    for (const other of [
      `${session}A`,
      session.slice(1),
      session.toUpperCase(),
      `${session} `,
      session.split("").toReversed().join(""),
    ]) {
      expect(await refusedCall(choose(other, username))).toMatch(/^(NotAuthorized|InvalidParameter)Exception: /);
    }
  });

  test("ends with its time", async () => {
    const { session, username } = await invited();
    server.advance({ minutes: 3 });
    expect(await refusedCall(choose(session, username))).toBe(
      "NotAuthorizedException: Invalid session for the user, session is expired.",
    );
  });

  test("ends when the administrator sets another temporary password: whoever knew the first one is out", async () => {
    const { session, username } = await invited();
    await pool.sdk.send(
      new AdminSetUserPasswordCommand({ ...named(username), Password: "Second-temporary-2", Permanent: false }),
    );
    expect(await refusedCall(choose(session, username))).toMatch(/^NotAuthorizedException: /);
    await choose(await newPasswordSession(username, "Second-temporary-2"), username);
  });

  test("ends when the administrator sets a permanent password", async () => {
    const { session, username } = await invited();
    await pool.sdk.send(new AdminSetUserPasswordCommand({ ...named(username), Password: PASSWORD, Permanent: true }));
    expect(await refusedCall(choose(session, username))).toMatch(/^NotAuthorizedException: /);
    await pool.signIn(username, PASSWORD);
  });

  test("ends when the invitation is sent again with a new password", async () => {
    const { session, username } = await invited();
    const TemporaryPassword = "Second-temporary-2";
    await pool.sdk.send(
      new AdminCreateUserCommand({
        ...named(username),
        MessageAction: "RESEND",
        TemporaryPassword,
        DesiredDeliveryMediums: ["EMAIL"],
      }),
    );
    expect(await refusedCall(choose(session, username))).toMatch(/^NotAuthorizedException: /);
    await choose(await newPasswordSession(username, TemporaryPassword), username);
  });

  test("ends when another session of the user chose the password first", async () => {
    const { session: first, username } = await invited();
    const second = await newPasswordSession(username, TEMPORARY);
    await choose(second, username);
    expect(await refusedCall(choose(first, username, "Third-password-3"))).toMatch(/^NotAuthorizedException: /);
    await pool.signIn(username, OTHER_PASSWORD);
  });

  test("changes nothing once the user is disabled or deleted", async () => {
    const disabled = await invited();
    await pool.sdk.send(new AdminDisableUserCommand(named(disabled.username)));
    expect(await refusedCall(choose(disabled.session, disabled.username))).toMatch(/^NotAuthorizedException: /);
    const deleted = await invited();
    await pool.sdk.send(new AdminDeleteUserCommand(named(deleted.username)));
    await pool.signUp(deleted.username);
    expect(await refusedCall(choose(deleted.session, deleted.username))).toMatch(/^NotAuthorizedException: /);
  });
});

test("a session that an administrator's call began is bound to its user and client in a user's hands too", async () => {
  const { username } = await invited();
  const { Session } = await pool.sdk.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.poolId,
      ClientId: pool.main.clientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: TEMPORARY },
    }),
  );
  expect(await refusedCall(choose(present(Session), "mallory"))).toBe(INVALID);
  expect(await refusedCall(choose(present(Session), username, OTHER_PASSWORD, otherClient.clientId))).toBe(INVALID);
});

describe("the session of a confirmed sign-up", () => {
  /** Signs up and confirms; gives the session that spares the first sign-in a second code. */
  async function confirmed(client = pool.main): Promise<{ username: string; session: string }> {
    users += 1;
    const username = `confirmed${users}`;
    await pool.signUp(username);
    const { Session } = await pool.sdk.send(
      new ConfirmSignUpCommand({
        ClientId: client.clientId,
        Username: username,
        ConfirmationCode: await pool.code(username),
      }),
    );
    return { username, session: present(Session) };
  }
  const begin = (
    USERNAME: string,
    Session: string,
    client = pool.main,
    AuthFlow: "USER_AUTH" | "USER_PASSWORD_AUTH" = "USER_AUTH",
  ) =>
    pool.sdk.send(
      new InitiateAuthCommand({ ClientId: client.clientId, AuthFlow, AuthParameters: { USERNAME }, Session }),
    );

  test("signs in its own user, once, at its own client", async () => {
    const { username, session } = await confirmed();
    expect(await refusedCall(begin("mallory", session))).toBe(INVALID);
    expect(await refusedCall(begin("nobody", session))).toMatch(/^(NotAuthorized|UserNotFound)Exception: /);
    expect(await refusedCall(begin(username, session, otherClient))).toBe(INVALID);
    expect(await refusedCall(begin(username, session, otherPool.main))).toBe(INVALID);
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => begin(username, session)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is no password, no answer to a challenge, and nothing once its time is over", async () => {
    const { username, session } = await confirmed();
    expect(await refusedCall(begin(username, session, pool.main, "USER_PASSWORD_AUTH"))).toMatch(
      /^InvalidParameterException: /,
    );
    expect(await refusedCall(choose(session, username))).toMatch(/^(NotAuthorized|InvalidParameter)Exception: /);
    expect(await refusedCall(answer("SELECT_CHALLENGE", session, { USERNAME: username, ANSWER: "PASSWORD" }))).toMatch(
      /^(NotAuthorized|InvalidParameter)Exception: /,
    );
    server.advance({ minutes: 3 });
    expect(await refusedCall(begin(username, session))).toMatch(/^NotAuthorizedException: /);
  });

  test("signs nobody in who was disabled or deleted since, and no session of another kind takes its place", async () => {
    const disabled = await confirmed();
    await pool.sdk.send(new AdminDisableUserCommand(named(disabled.username)));
    expect(await refusedCall(begin(disabled.username, disabled.session))).toMatch(/^NotAuthorizedException: /);
    const deleted = await confirmed();
    await pool.sdk.send(new AdminDeleteUserCommand(named(deleted.username)));
    await pool.addUser(deleted.username);
    expect(await refusedCall(begin(deleted.username, deleted.session))).toBe(INVALID);
    for (const session of [await unprovenSession("mallory"), (await invited()).session]) {
      expect(await refusedCall(begin("mallory", session))).toBe(INVALID);
    }
  });
});
