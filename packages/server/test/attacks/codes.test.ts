import {
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  ResendConfirmationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcessFetch } from "../../src/http/in-process.ts";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../cognito-idp/refused-call.ts";
import { startTestServer } from "../start-test-server.ts";

/** Codes of six digits are guessed, borrowed and replayed. */
const MISMATCH = "CodeMismatchException: Invalid verification code provided, please try again.";
const EXPIRED = "ExpiredCodeException: Invalid code provided, please request a code again.";
const TOO_MANY = "LimitExceededException: Attempt limit exceeded, please try after some time.";
const THIRD_PASSWORD = "Third-password-3";
let server: Poolhouse;
let pool: PoolInUse;
let users = 0;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, {
    pool: {
      AliasAttributes: ["email", "phone_number", "preferred_username"],
      AutoVerifiedAttributes: ["email", "phone_number"],
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" },
    },
  });
});
afterAll(() => server.close());

const name = (stem: string) => {
  users += 1;
  return `${stem}${users}`;
};
const client = () => ({ ClientId: pool.main.clientId });
const confirm = (Username: string, ConfirmationCode: string) =>
  pool.sdk.send(new ConfirmSignUpCommand({ ...client(), Username, ConfirmationCode }));
const forgot = (Username: string) => pool.sdk.send(new ForgotPasswordCommand({ ...client(), Username }));
const reset = (Username: string, ConfirmationCode: string, Password = OTHER_PASSWORD) =>
  pool.sdk.send(new ConfirmForgotPasswordCommand({ ...client(), Username, ConfirmationCode, Password }));
const verify = (AccessToken: string, Code: string, AttributeName = "email") =>
  pool.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
const update = (AccessToken: string, Name: string, Value: string) =>
  pool.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));

/** The newest code that went to an address, and codes that it is not. */
const sentTo = (address: string) => server.mailbox.code(address);
function* guesses(right: string): Generator<string> {
  for (let number = 0; ; number += 1) {
    const guess = number.toString().padStart(6, "0");
    if (guess !== right) yield guess;
  }
}
/** How often guessing is told "wrong" before it is told "too many"; the number of guesses is bounded. */
async function guessesAllowed(right: string, guess: (code: string) => Promise<unknown>, most = 60): Promise<number> {
  let wrong = 0;
  for (const code of guesses(right)) {
    const answer = await refusedCall(guess(code));
    if (answer === TOO_MANY || wrong === most) return wrong;
    expect(answer).toBe(MISMATCH);
    wrong += 1;
  }
  return wrong;
}

describe("guessing", () => {
  test("a sign-up's code: fifteen tries an hour, and then not even the right one", async () => {
    const victim = name("guess");
    await pool.signUp(victim);
    const right = await pool.code(victim);
    expect(await guessesAllowed(right, (code) => confirm(victim, code))).toBe(15);
    expect(await refusedCall(confirm(victim, right))).toBe(TOO_MANY);
  });

  test("a sign-up's code through the link of a mail is counted with the others", async () => {
    const victim = name("guess");
    await pool.signUp(victim);
    const right = await pool.code(victim);
    const fetch = inProcessFetch(server.handle);
    const follow = (code: string) =>
      fetch(
        `/confirmUser?${new URLSearchParams({ client_id: pool.main.clientId, user_name: victim, confirmation_code: code })}`,
      );
    for (let turn = 0; turn < 15; turn += 1) await follow(turn % 2 === 0 ? "x" : "999999x");
    expect((await follow(right)).status).toBe(429);
    expect(await refusedCall(confirm(victim, right))).toBe(TOO_MANY);
  });

  test("many codes at once: no more are judged than one after the other", async () => {
    const victim = name("guess");
    await pool.addUser(victim);
    await forgot(victim);
    const right = await pool.code(victim);
    const tried = guesses(right);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => refusedCall(reset(victim, tried.next().value ?? ""))),
    );
    expect(answers.filter((answer) => answer === MISMATCH)).toHaveLength(20);
    expect(answers.filter((answer) => answer === TOO_MANY)).toHaveLength(80);
    expect(await refusedCall(reset(victim, right))).toBe(TOO_MANY);
  });

  test("a reset's code: asking for another does not give more tries", async () => {
    const victim = name("guess");
    await pool.addUser(victim);
    let wrong = 0;
    for (let turn = 0; turn < 4; turn += 1) {
      await forgot(victim);
      const tried = guesses(await pool.code(victim));
      for (let guess = 0; guess < 10; guess += 1) {
        if ((await refusedCall(reset(victim, tried.next().value ?? ""))) === MISMATCH) wrong += 1;
      }
    }
    expect(wrong).toBe(20);
  });

  test("a reset's code under every name of the user: not many times as many tries", async () => {
    const victim = name("guess");
    await pool.addUser(victim);
    await forgot(victim);
    const right = await pool.code(victim);
    let wrong = 0;
    for (const typed of [victim, `${victim}@example.com`])
      wrong += await guessesAllowed(right, (code) => reset(typed, code));
    expect(wrong).toBeLessThanOrEqual(40);
  });

  test("an address's code: verifying another address of one's own does not give more tries", async () => {
    const mallory = name("guess");
    await pool.addUser(mallory);
    const { accessToken } = await pool.signIn(mallory);
    await update(accessToken, "email", "victim@example.com");
    const right = await sentTo("victim@example.com");
    let wrong = 0;
    for (let turn = 0; turn < 4; turn += 1) {
      wrong += await guessesAllowed(right, (code) => verify(accessToken, code), 14 - 1);
      const phone = `+1555000${users.toString().padStart(3, "0")}${turn}`;
      await update(accessToken, "phone_number", phone).catch(() => {});
      const own = await sentTo(phone).catch(() => "none");
      await verify(accessToken, own, "phone_number").catch(() => {});
    }
    expect(wrong).toBeLessThanOrEqual(15);
  });

  test("an address's code: another sign-in, or a refreshed one, does not give more tries", async () => {
    const mallory = name("guess");
    await pool.addUser(mallory);
    const first = await pool.signIn(mallory);
    await update(first.accessToken, "email", "victim2@example.com");
    const right = await sentTo("victim2@example.com");
    const second = await pool.signIn(mallory);
    const wrong =
      (await guessesAllowed(right, (code) => verify(first.accessToken, code), 9)) +
      (await guessesAllowed(right, (code) => verify(second.accessToken, code)));
    expect(wrong).toBeLessThanOrEqual(15);
  });

  test("the present password with a stolen token: five tries an hour, and sign-in is locked with it", async () => {
    const victim = name("guess");
    await pool.addUser(victim);
    const { accessToken: AccessToken } = await pool.signIn(victim);
    const change = (PreviousPassword: string) =>
      pool.sdk.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: OTHER_PASSWORD }));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, turn) => refusedCall(change(`Wrong-password-${turn}`))),
    );
    expect(
      answers.filter((answer) => answer === "NotAuthorizedException: Incorrect username or password.").length,
    ).toBeLessThanOrEqual(5);
    expect(await refusedCall(change(PASSWORD))).toMatch(/^(LimitExceeded|NotAuthorized)Exception: /);
  });

  test("asking for codes fills nobody's mailbox", async () => {
    const victim = name("flood");
    await pool.addUser(victim);
    const unconfirmed = name("flood");
    await pool.signUp(unconfirmed);
    const { accessToken } = await pool.signIn(victim);
    await server.mailbox.clear();
    const ask = async (times: number, call: () => Promise<unknown>) => {
      for (let turn = 0; turn < times; turn += 1) await call().catch(() => {});
    };
    await ask(40, () => forgot(victim));
    await ask(40, () => pool.sdk.send(new ResendConfirmationCodeCommand({ ...client(), Username: unconfirmed })));
    await ask(40, () =>
      pool.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken: accessToken, AttributeName: "email" })),
    );
    await ask(40, () => update(accessToken, "email", `${victim}@example.org`));
    const sent = (await server.mailbox.messages({ poolId: pool.poolId })).filter(({ code }) => code);
    expect(sent.length).toBeLessThanOrEqual(20 + 5 + 5);
  });
});

describe("a code is worth nothing", () => {
  test("for another purpose: a sign-up's resets no password and verifies no address, and the reverse", async () => {
    const user = name("purpose");
    await pool.signUp(user);
    const signUpCode = await pool.code(user);
    expect(await refusedCall(reset(user, signUpCode))).toMatch(/^(ExpiredCode|CodeMismatch|UserNotConfirmed)Exception/);
    await confirm(user, signUpCode);
    const { accessToken } = await pool.signIn(user);
    expect(await refusedCall(verify(accessToken, signUpCode))).toBe(EXPIRED);
    expect(await refusedCall(reset(user, signUpCode))).toBe(EXPIRED);
    await forgot(user);
    const resetCode = await pool.code(user);
    expect(await refusedCall(verify(accessToken, resetCode))).toBe(EXPIRED);
    await pool.sdk.send(
      new GetUserAttributeVerificationCodeCommand({ AccessToken: accessToken, AttributeName: "email" }),
    );
    const addressCode = await pool.code(user);
    if (addressCode !== resetCode) expect(await refusedCall(reset(user, addressCode))).toBe(MISMATCH);
    expect(await refusedCall(confirm(user, addressCode))).toMatch(/^NotAuthorizedException/);
  });

  test("for another user, attribute or pool", async () => {
    const [victim, mallory] = [name("whose"), name("whose")];
    await pool.addUser(victim);
    await pool.addUser(mallory);
    await forgot(victim);
    await forgot(mallory);
    const own = await pool.code(mallory);
    if (own !== (await pool.code(victim))) expect(await refusedCall(reset(victim, own))).toBe(MISMATCH);
    const { accessToken } = await pool.signIn(mallory);
    const phone = `+15551${users.toString().padStart(6, "0")}`;
    await update(accessToken, "phone_number", phone);
    await update(accessToken, "email", "elsewhere@example.com");
    const phoneCode = await sentTo(phone);
    if (phoneCode !== (await sentTo("elsewhere@example.com")))
      expect(await refusedCall(verify(accessToken, phoneCode, "email"))).toBe(MISMATCH);
    const other = await putPoolInUse(server);
    await other.addUser(mallory);
    const elsewhere = new ConfirmForgotPasswordCommand({
      ClientId: other.main.clientId,
      Username: mallory,
      ConfirmationCode: own,
      Password: OTHER_PASSWORD,
    });
    expect(await refusedCall(other.sdk.send(elsewhere))).toBe(EXPIRED);
  });

  test("a second time, also when it is answered many times at once", async () => {
    const user = name("twice");
    await pool.addUser(user);
    await forgot(user);
    const code = await pool.code(user);
    const passwords = Array.from({ length: 6 }, (_, turn) => `Parallel-password-${turn}`);
    const answers = await Promise.allSettled(passwords.map((password) => reset(user, code, password)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await refusedCall(reset(user, code, THIRD_PASSWORD))).toBe(EXPIRED);
    await pool.signIn(user, passwords[answers.findIndex(({ status }) => status === "fulfilled")]);
  });

  test("once a newer one was sent", async () => {
    const user = name("newer");
    await pool.signUp(user);
    const first = await pool.code(user);
    await pool.sdk.send(new ResendConfirmationCodeCommand({ ...client(), Username: user }));
    const second = await pool.code(user);
    if (first !== second) expect(await refusedCall(confirm(user, first))).toBe(MISMATCH);
    await confirm(user, second);
    await forgot(user);
    const third = await pool.code(user);
    await forgot(user);
    if (third !== (await pool.code(user))) expect(await refusedCall(reset(user, third))).toBe(MISMATCH);
  });

  test("once its time is over", async () => {
    const user = name("late");
    await pool.signUp(user);
    const signUpCode = await pool.code(user);
    server.advance({ hours: 24 });
    expect(await refusedCall(confirm(user, signUpCode))).toBe(EXPIRED);
    await pool.sdk.send(new ResendConfirmationCodeCommand({ ...client(), Username: user }));
    await confirm(user, await pool.code(user));
    await forgot(user);
    server.advance({ hours: 1 });
    expect(await refusedCall(reset(user, await pool.code(user)))).toBe(EXPIRED);
  });

  test("once its user set another password, or an administrator did: whoever read the mail before is out", async () => {
    const user = name("changed");
    await pool.addUser(user);
    const { accessToken: AccessToken } = await pool.signIn(user);
    await forgot(user);
    const first = await pool.code(user);
    await pool.sdk.send(
      new ChangePasswordCommand({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD }),
    );
    expect(await refusedCall(reset(user, first, THIRD_PASSWORD))).toBe(EXPIRED);
    await forgot(user);
    const second = await pool.code(user);
    await pool.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId: pool.poolId, Username: user, Password: PASSWORD, Permanent: true }),
    );
    expect(await refusedCall(reset(user, second, THIRD_PASSWORD))).toBe(EXPIRED);
    await pool.signIn(user, PASSWORD);
  });

  test("once the address that it went to is the user's no more", async () => {
    const user = name("moved");
    await pool.addUser(user);
    const { accessToken } = await pool.signIn(user);
    await forgot(user);
    const code = await pool.code(user);
    await update(accessToken, "email", `${user}@example.org`);
    await verify(accessToken, await sentTo(`${user}@example.org`));
    expect(await refusedCall(reset(user, code))).toBe(EXPIRED);
  });

  test("in another writing: full-width digits, signs, spaces, lists", async () => {
    const user = name("writing");
    await pool.signUp(user);
    const code = await pool.code(user);
    const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join("");
    for (const written of [
      wide,
      `+${code}`,
      `${code}.0`,
      `0${code}`,
      `${code}\u200b`,
      `${code},000000`,
      `0x${Number(code).toString(16)}`,
      code.slice(0, 5),
    ]) {
      expect(await refusedCall(confirm(user, written))).toMatch(/^(CodeMismatch|InvalidParameter)Exception/);
    }
    await confirm(user, code);
  });

  test("for a user who was deleted and signed up again", async () => {
    const user = name("again");
    await pool.signUp(user);
    const code = await pool.code(user);
    await pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: user }));
    await pool.signUp(user);
    if (code !== (await pool.code(user))) expect(await refusedCall(confirm(user, code))).toBe(MISMATCH);
  });
});

test("codes are six digits that follow no pattern", async () => {
  const roomy = await startTestServer({ flags: { attemptLimits: "off" } });
  try {
    const fresh = await putPoolInUse(roomy);
    await fresh.signUp("someone");
    const codes = new Set<string>();
    for (let turn = 0; turn < 40; turn += 1) {
      await fresh.sdk.send(new ResendConfirmationCodeCommand({ ClientId: fresh.main.clientId, Username: "someone" }));
      const code = await fresh.code("someone");
      expect(code).toMatch(/^\d{6}$/);
      codes.add(code);
    }
    expect(codes.size).toBeGreaterThan(35);
  } finally {
    await roomy.close();
  }
});
