import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { OTHER_PASSWORD, PASSWORD, wrongCode } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server);
  for (const name of ["ann", "bob", "cid", "dot"]) await domain.pool.addUser(name);
});
afterAll(() => server.close());

async function forgot(username: string): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}/forgotPassword?${domain.query()}`);
  await browser.submit({ username });
  return browser;
}
const chosen = (code: string, password = OTHER_PASSWORD, again = password) => ({
  code,
  new_password: password,
  confirm_password: again,
});

test("the code of the mail sets a new password, with which the user signs in then (documented: back to /login)", async () => {
  const browser = await forgot("ann");
  expect(browser.page().url.pathname).toBe(`${domain.base}/confirmForgotPassword`);
  expect(browser.page().text).toContain("a***@e***");
  const code = await domain.pool.code("ann");
  expect((await browser.submit(chosen(wrongCode(code)))).text).toContain(
    "Invalid verification code provided, please try again.",
  );
  const page = await browser.submit(chosen(code));
  expect(page.url.pathname).toBe(`${domain.base}/login`);
  expect(page.text).toContain("Your password was changed.");
  // The name is known, so the page begins at the password: there the notice is heard.
  expect(page.text).toMatch(/id="signInFormPassword"[^>]* aria-describedby="notice"[^>]* autofocus>/);
  expect(page.forms[0]?.values.username).toBe("ann");
  expect((await browser.submit({ password: PASSWORD })).left).toBe(false);
  expect((await browser.submit({ password: OTHER_PASSWORD })).left).toBe(true);
});

test("the page names to password managers whose password it is, as it was typed", async () => {
  for (const username of ["ann", "nobody", `"><b>'ünal`]) {
    const { text } = (await forgot(username)).page();
    const [input] = /<input type="text" autocomplete="username"[^>]*>/.exec(text) ?? [];
    const value = username.replace(
      /["<>']/g,
      (letter) => `&${{ '"': "quot", "<": "lt", ">": "gt", "'": "#39" }[letter]};`,
    );
    expect(input).toBe(`<input type="text" autocomplete="username" value="${value}" readonly hidden>`);
  }
});

describe("what is wrong stands beside its field", () => {
  test.each([
    ["the two differ", chosen("123456", OTHER_PASSWORD, PASSWORD), "confirm_password", "Password does not match"],
    ["no password", chosen("123456", ""), "new_password", "This field cannot be empty."],
    ["no code", chosen(""), "verification_code", "Enter the code as it stands in the message."],
    [
      "against the policy",
      chosen("123456", "short"),
      "new_password",
      "Password does not conform to policy: Password not long enough",
    ],
  ])("%s", async (_, form, id, text) => {
    const page = await (await forgot("bob")).submit(form);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(new RegExp(`<p id="${id}-error"[^>]*>${text}</p>`));
  });
});

test("the page is reached from /forgotPassword only (documented)", async () => {
  const browser = createLoginBrowser(server);
  const page = await browser.open(`${domain.base}/confirmForgotPassword?${domain.query()}`);
  expect(page.url.pathname).toBe(`${domain.base}/forgotPassword`);
});

test("its address is found in whatever letters (documented: /confirmforgotPassword)", async () => {
  const browser = await forgot("cid");
  const page = await browser.open(`${domain.base}/confirmforgotPassword?${domain.query()}`);
  expect(page.text).toContain('name="confirmForgotPasswordForm"');
});

test("a new code can be asked for on the page", async () => {
  const browser = await forgot("dot");
  const page = await browser.submit({}, "resendCodeForm");
  expect(page.url.pathname).toBe(`${domain.base}/confirmForgotPassword`);
  const done = await browser.submit(chosen(await domain.pool.code("dot")), "confirmForgotPasswordForm");
  expect(done.text).toContain("Your password was changed.");
});

test("an unknown user, an unconfirmed and an invited one are told what a known one is told, by every step", async () => {
  await domain.pool.signUp("eve");
  await domain.pool.sdk.send(new AdminCreateUserCommand({ UserPoolId: domain.pool.poolId, Username: "flo" }));
  const journey = async (username: string) => {
    const browser = await forgot(username);
    const steps = [browser.page(), await browser.submit(chosen("000000"), "confirmForgotPasswordForm")];
    return steps.map(({ status, url, headers, text }) => ({
      status,
      path: url.pathname,
      headers: [...headers].filter(([name]) => !/request-?id|set-cookie/.test(name)),
      text: text
        .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "TOKEN")
        // As a word: a client's random id may have any three letters in it.
        .replaceAll(new RegExp(`\\b${username}\\b`, "g"), "NAME")
        .replaceAll(/\w\*\*\*@\w\*\*\*/g, "ADDRESS"),
    }));
  };
  const known = await journey("bob");
  for (const username of ["nobody", "eve", "flo"]) expect(await journey(username)).toEqual(known);
});
