import {
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeParameters, type LoginDomain, openLoginDomain } from "../cognito-idp/login-domain.ts";
import { OTHER_PASSWORD, PASSWORD, wrongCode } from "../cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser, type Page } from "../login/browser.ts";
import { standingClock } from "../standing-clock.ts";
import { startTestServer } from "../start-test-server.ts";

/** Whoever guesses on the pages gets no more guesses than at the API, nor any besides those at the API. */
let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
  domain = await openLoginDomain(server, { client: { PreventUserExistenceErrors: "ENABLED" } });
});
afterAll(() => server.close());

const ALERT = /role="alert">([^<]*)/;
const told = ({ text }: Page): string | undefined => ALERT.exec(text)?.[1];

async function opened(path: string): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}${path}?${domain.query()}`);
  return browser;
}

/** The form of the sign-in page, sent as tools do: without having opened it. */
const signIn = (username: string, password: string) =>
  domain.fetch(`/login?${domain.query()}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: "XSRF-TOKEN=t" },
    body: encodeParameters({ _csrf: "t", username, password }),
  });
const guessAtApi = (USERNAME: string, password: string) =>
  domain.pool.sdk.send(
    new InitiateAuthCommand({
      ClientId: domain.pool.main.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD: password },
    }),
  );

describe("at a password", () => {
  test("guesses on the page and at the API lock the name together, for both", async () => {
    await domain.pool.addUser("ann");
    for (const turn of [0, 1, 2, 3, 4]) {
      if (turn % 2 === 0)
        expect((await signIn("ann", OTHER_PASSWORD)).text).toContain("Incorrect username or password.");
      else await expect(guessAtApi("ann", OTHER_PASSWORD)).rejects.toThrow("Incorrect username or password.");
    }
    expect(await signIn("ann", PASSWORD)).toMatchObject({ status: 200, location: "" });
    await expect(guessAtApi("ann", PASSWORD)).rejects.toThrow("Password attempts exceeded");
  });

  test("the right one among many at once does not get through the lock", async () => {
    await domain.pool.addUser("ben");
    const guesses = Array.from({ length: 12 }, (_, index) => (index < 11 ? `${OTHER_PASSWORD}${index}` : PASSWORD));
    for (const guess of guesses.slice(0, 5)) await signIn("ben", guess);
    const answers = await Promise.all(guesses.slice(5).map((guess) => signIn("ben", guess)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ text }) => ALERT.exec(text)?.[1]))).toEqual(new Set(["Password attempts exceeded"]));
    expect(answers.flatMap(({ headers }) => headers.getSetCookie()).join()).not.toContain("cognito=");
  });

  test("of nobody the same is told, turn by turn", async () => {
    await domain.pool.addUser("cid");
    for (let turn = 0; turn < 7; turn += 1) {
      const [known, unknown] = [await signIn("cid", OTHER_PASSWORD), await signIn("nob", OTHER_PASSWORD)];
      expect([unknown.status, ALERT.exec(unknown.text)?.[1]]).toEqual([known.status, ALERT.exec(known.text)?.[1]]);
    }
  });
});

describe("at a code", () => {
  test("of a sign-up, page and API have fifteen guesses together", async () => {
    const browser = await opened("/signup");
    await browser.submit({ username: "dan", "requiredAttributes[email]": "dan@example.com", password: PASSWORD });
    const code = await domain.pool.code("dan");
    const wrong = wrongCode(code);
    const atApi = () =>
      domain.pool.sdk.send(
        new ConfirmSignUpCommand({ ClientId: domain.pool.main.clientId, Username: "dan", ConfirmationCode: wrong }),
      );
    for (let turn = 0; turn < 15; turn += 1) {
      if (turn % 2 === 0)
        expect(told(await browser.submit({ code: wrong }, "confirmForm"))).toContain("Invalid verification code");
      else await expect(atApi()).rejects.toMatchObject({ name: "CodeMismatchException" });
    }
    const page = await browser.submit({ code }, "confirmForm");
    expect([page.left, told(page)]).toEqual([false, "Attempt limit exceeded, please try after some time."]);
    await expect(atApi()).rejects.toMatchObject({ name: "LimitExceededException" });
  });

  test("for a new password, page and API have twenty guesses together", async () => {
    await domain.pool.addUser("eva");
    const browser = await opened("/forgotPassword");
    await browser.submit({ username: "eva" });
    const code = await domain.pool.code("eva");
    const fields = { new_password: OTHER_PASSWORD, confirm_password: OTHER_PASSWORD };
    for (let turn = 0; turn < 20; turn += 1) {
      if (turn % 2 === 0) await browser.submit({ code: wrongCode(code), ...fields }, "confirmForgotPasswordForm");
      else {
        const guess = domain.pool.sdk.send(
          new ConfirmForgotPasswordCommand({
            ClientId: domain.pool.main.clientId,
            Username: "eva",
            ConfirmationCode: wrongCode(code),
            Password: OTHER_PASSWORD,
          }),
        );
        await expect(guess).rejects.toMatchObject({ name: "CodeMismatchException" });
      }
    }
    const page = await browser.submit({ code, ...fields }, "confirmForgotPasswordForm");
    expect(told(page)).toBe("Attempt limit exceeded, please try after some time.");
    await expect(guessAtApi("eva", OTHER_PASSWORD)).rejects.toThrow("Incorrect username or password.");
  });
});

describe("nobody's mailbox is filled", () => {
  test("by asking the page for resets after having asked the API", async () => {
    await domain.pool.addUser("fay");
    const request = { ClientId: domain.pool.main.clientId, Username: "fay" };
    let asked = 0;
    while (
      asked < 50 &&
      (await domain.pool.sdk.send(new ForgotPasswordCommand(request)).then(
        () => true,
        () => false,
      ))
    ) {
      asked += 1;
    }
    const before = (await server.mailbox.messages({ username: "fay", poolId: domain.pool.poolId })).filter(
      ({ code }) => code,
    );
    const browser = await opened("/forgotPassword");
    expect(told(await browser.submit({ username: "fay" }))).toBe("Attempt limit exceeded, please try after some time.");
    const after = (await server.mailbox.messages({ username: "fay", poolId: domain.pool.poolId })).filter(
      ({ code }) => code,
    );
    expect(after).toHaveLength(before.length);
  });

  test("by asking for the code of a sign-up again and again", async () => {
    const browser = await opened("/signup");
    await browser.submit({ username: "gil", "requiredAttributes[email]": "gil@example.com", password: PASSWORD });
    let page = browser.page();
    for (let turn = 0; turn < 8; turn += 1) page = await browser.submit({}, "resendCodeForm");
    expect(told(page)).toBe("Attempt limit exceeded, please try after some time.");
    const again = domain.pool.sdk.send(
      new ResendConfirmationCodeCommand({ ClientId: domain.pool.main.clientId, Username: "gil" }),
    );
    await expect(again).rejects.toMatchObject({ name: "LimitExceededException" });
  });
});
