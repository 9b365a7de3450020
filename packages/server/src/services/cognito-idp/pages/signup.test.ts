import { AdminGetUserCommand, CreateTermsCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALLBACK, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, {
    managedLoginVersion: 1,
    pool: {
      Schema: [
        { Name: "given_name", Required: true, AttributeDataType: "String", Mutable: true },
        { Name: "email", Required: true, AttributeDataType: "String", Mutable: true },
        { Name: "birthdate", Required: true, AttributeDataType: "String", Mutable: true },
      ],
    },
  });
  await domain.pool.addUser("taken", { attributes: { given_name: "T", birthdate: "2000-01-02" } });
});
afterAll(() => server.close());

async function atSignUp(at = domain): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${at.base}/signup?${at.query()}`);
  return browser;
}
const ann = (username: string) => ({
  username,
  "requiredAttributes[given_name]": "Ann",
  "requiredAttributes[email]": `${username}@example.com`,
  "requiredAttributes[birthdate]": "1990-05-06",
  password: PASSWORD,
});

describe("the form", () => {
  test("has the classic page's names and texts (recorded: the page of 2020)", async () => {
    const { text, forms } = (await atSignUp()).page();
    expect(forms[0]).toMatchObject({ name: "signupform", method: "POST" });
    expect(forms[0]?.action.pathname).toBe(`${domain.base}/signup`);
    expect(Object.keys(forms[0]?.values ?? {})).toEqual([
      "_csrf",
      "cognitoAsfData",
      "once",
      "username",
      "requiredAttributes[given_name]",
      "requiredAttributes[email]",
      "requiredAttributes[birthdate]",
      "password",
    ]);
    for (const part of [
      'name="requiredAttributes[email]" type="email"',
      'placeholder="name@host.com"',
      'name="requiredAttributes[birthdate]" type="date"',
      '<button type="submit" name="signUpButton" class="btn btn-primary submitButton-customizable signUpButton"',
      "Sign up with a new account",
      "Already have an account?",
      'autocomplete="new-password"',
    ]) {
      expect(text).toContain(part);
    }
  });

  test("says what the pool asks of a password, in the classic page's words and classes (recorded)", async () => {
    const { text } = (await atSignUp()).page();
    expect(text).toMatch(
      /<li class="checkPassword-lowerletter"[^>]*>.*Password must contain a lower case letter<\/span>/,
    );
    expect(text).toContain("Password must contain at least 8 characters");
    const lax = await openLoginDomain(server, { pool: { Policies: { PasswordPolicy: { MinimumLength: 12 } } } });
    const laxText = (await atSignUp(lax)).page().text;
    expect(laxText).toContain("Password must contain at least 12 characters");
    expect(laxText).not.toContain("lower case");
  });

  test("asks once for an address that is the name, and for one that a code goes to (assumed)", async () => {
    const byEmail = await openLoginDomain(server, { pool: { UsernameAttributes: ["email"] } });
    const fields = Object.keys((await atSignUp(byEmail)).page().forms[0]?.values ?? {});
    expect(fields).toEqual(["csrf", "cognitoAsfData", "once", "username", "password"]);
    const byName = await openLoginDomain(server);
    expect((await atSignUp(byName)).page().forms[0]?.values).toHaveProperty(["requiredAttributes[email]"]);
  });
});

test("whoever signs up confirms by the code and lands at the client, signed in", async () => {
  const browser = await atSignUp();
  const confirm = await browser.submit(ann("ann"));
  expect(confirm.url.href).toBe(`http://localhost${domain.base}/confirm?${domain.query()}`);
  expect(confirm.text).toContain("a***@e***");
  expect(confirm.text).toContain('id="verification_code"');
  const done = await browser.submit({ code: await domain.pool.code("ann") });
  expect(done.url.href).toMatch(new RegExp(`^${CALLBACK}\\?code=[\\da-f-]{36}&state=xyz$`));
  const { UserStatus, UserAttributes = [] } = await domain.pool.sdk.send(
    new AdminGetUserCommand({ UserPoolId: domain.pool.poolId, Username: "ann" }),
  );
  expect(UserStatus).toBe("CONFIRMED");
  const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
  expect(attributes).toMatchObject({ given_name: "Ann", birthdate: "1990-05-06", email_verified: "true" });
});

test("whoever goes back and signs up with the same again is led to the page for the code again, and nobody else is (assumed)", async () => {
  const browser = await atSignUp();
  const address = browser.page().url.href;
  await browser.submit(ann("amy"));
  const again = async (change: Record<string, string>, by = browser) => {
    await by.open(address);
    return (await by.submit({ ...ann("amy"), ...change })).url.pathname;
  };
  expect(await again({})).toBe(`${domain.base}/confirm`);
  expect(await again({ password: `${PASSWORD}2` })).toBe(`${domain.base}/signup`);
  expect(await again({ "requiredAttributes[email]": "else@example.com" })).toBe(`${domain.base}/signup`);
  expect(await again({}, createLoginBrowser(server))).toBe(`${domain.base}/signup`);
  expect(await again({})).toBe(`${domain.base}/confirm`);
  expect((await browser.submit({ code: await domain.pool.code("amy") })).left).toBe(true);
});

test("an address that is the name needs no second field", async () => {
  const byEmail = await openLoginDomain(server, { pool: { UsernameAttributes: ["email"] } });
  const browser = await atSignUp(byEmail);
  await browser.submit({ username: "zoë@example.com", password: PASSWORD });
  const [message] = await server.mailbox.messages({ to: "zoë@example.com" });
  expect((await browser.submit({ code: message?.code ?? "" })).left).toBe(true);
});

describe("a sign-up that is refused", () => {
  test.each([
    ["a name that is taken", { username: "taken" }, "signUpFormUsername", "User already exists"],
    [
      "a password against the policy",
      { password: "short" },
      "signUpFormPassword",
      "Password did not conform with policy: Password not long enough",
    ],
    ["a name with a blank in it", { username: "a b" }, "signUpFormUsername", "This cannot be a user name"],
    ["no name", { username: "" }, "signUpFormUsername", "This field cannot be empty."],
    ["no password", { password: "" }, "signUpFormPassword", "This field cannot be empty."],
    [
      "an attribute left out",
      { "requiredAttributes[given_name]": "" },
      "attribute-given_name",
      "This field cannot be empty.",
    ],
    [
      "an address that is none",
      { "requiredAttributes[email]": "nonsense" },
      "attribute-email",
      "Invalid email address format.",
    ],
  ])("says so beside the field and keeps the rest: %s", async (_, change, id, text) => {
    const browser = await atSignUp();
    const page = await browser.submit({ ...ann("uma"), ...change });
    expect(page.status).toBe(200);
    const [, beside = ""] = new RegExp(`<p id="${id}-error"[^>]*>([^<]*)</p>`).exec(page.text) ?? [];
    expect(beside).toContain(text);
    expect(page.text).toMatch(new RegExp(`id="${id}"[^>]* aria-invalid="true"[^>]* autofocus>`));
    expect(page.forms[0]?.values["requiredAttributes[birthdate]"]).toBe("1990-05-06");
    expect(page.text).not.toContain(`value="${PASSWORD}"`);
  });

  test("sets no attribute that the client may not write", async () => {
    const browser = await atSignUp();
    const page = await browser.submit({ ...ann("vic"), "requiredAttributes[email_verified]": "true" });
    expect(page.url.pathname).toBe(`${domain.base}/signup`);
    expect(page.text).toContain("Cannot modify the non-mutable attribute email_verified");
  });
});

test("where no code is sent the page says who has to confirm", async () => {
  const silent = await openLoginDomain(server, { pool: { AutoVerifiedAttributes: [] } });
  const browser = await atSignUp(silent);
  const page = await browser.submit({ username: "ann", password: PASSWORD });
  expect(page.text).toContain("An administrator has to confirm your account");
  expect(page.text).not.toContain("email.svg");
  expect(page.text).not.toContain("verification_code");
});

test("where a link is sent the page says so and asks for no code", async () => {
  const linked = await openLoginDomain(server, {
    pool: { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } },
  });
  const browser = await atSignUp(linked);
  const page = await browser.submit({
    username: "ann",
    "requiredAttributes[email]": "ann@example.com",
    password: PASSWORD,
  });
  expect(page.text).toContain("We emailed a link to a***@e***.");
  expect(page.text).toContain("Link sent · <a");
  expect(page.text).not.toContain("verification_code");
  const again = await browser.submit({}, "resendCodeForm");
  expect(again.text).toContain("A new link is on its way.");
  expect(again.text).toMatch(/Didn&#39;t receive a link\?.*Send a new link<\/button>/s);
  await browser.open(`${linked.base}/login?${linked.query()}`);
  const pending = await browser.submit({ username: "ann", password: PASSWORD });
  expect(pending.text).toContain("Open the link in the last message, or ask for a new one.");
  for (const { text } of [page, again, pending]) expect(text.replaceAll(/<[^>]*>/g, "")).not.toMatch(/\bcode\b/i);
});

test("both documents of the terms stand in the page's sentence, in its language, and one alone does not (documented)", async () => {
  const at = await openLoginDomain(server);
  const { sdk, poolId, main } = at.pool;
  const create = (TermsName: string, Links: Record<string, string>) =>
    sdk.send(
      new CreateTermsCommand({
        UserPoolId: poolId,
        ClientId: main.clientId,
        TermsName,
        TermsSource: "LINK",
        Enforcement: "NONE",
        Links,
      }),
    );
  const shown = async (lang: string) =>
    (await at.fetch(`/signup?${at.query({ lang })}`)).text.match(/<p class="legal[^>]*>(.*?)<\/p>/)?.[1];
  await create("terms-of-use", {
    "cognito:default": "https://example.com/terms",
    "cognito:german": "https://example.com/agb",
  });
  expect(await shown("en")).toBeUndefined();
  await create("privacy-policy", { "cognito:default": "https://example.com/privacy" });
  const link = (url: string, text: string) =>
    `<a href="https://example.com/${url}" target="_blank" rel="noopener">${text}</a>`;
  expect(await shown("en")).toBe(
    `By signing up, you agree to our ${link("terms", "Terms of use")} and ${link("privacy", "Privacy policy")}.`,
  );
  expect(await shown("de")).toContain(link("agb", "Nutzungsbedingungen"));
});
