import { AdminCreateUserCommand, AdminSetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALLBACK, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { OTHER_PASSWORD, PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { riddleChallenge } from "../../../../test/cognito-idp/riddle-challenge.ts";
import { createLoginBrowser, type LoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, {
    pool: { Schema: [{ Name: "given_name", Required: true, AttributeDataType: "String", Mutable: true }] },
  });
});
afterAll(() => server.close());

/** At the page of a user whom an administrator invited. */
async function invited(username: string): Promise<LoginBrowser> {
  await domain.pool.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: domain.pool.poolId,
      Username: username,
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
    }),
  );
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}/login?${domain.query()}`);
  await browser.submit({ username, password: PASSWORD });
  return browser;
}
const chosen = {
  new_password: OTHER_PASSWORD,
  confirm_password: OTHER_PASSWORD,
  "requiredAttributes[given_name]": "Ann",
};

describe("a user whom an administrator invited", () => {
  test("chooses an own password, tells what the pool requires, and lands at the client", async () => {
    const browser = await invited("ann");
    const { url, forms } = browser.page();
    expect(url.href).toBe(`http://localhost${domain.base}/changePassword?${domain.query()}`);
    expect(Object.keys(forms[0]?.values ?? {})).toEqual([
      "csrf",
      "cognitoAsfData",
      "once",
      "new_password",
      "confirm_password",
      "requiredAttributes[given_name]",
    ]);
    expect(browser.page().text).toContain('<input type="text" autocomplete="username" value="ann" readonly hidden>');
    const done = await browser.submit(chosen);
    expect(done.url.href).toContain(`${CALLBACK}?code=`);
    const { accessToken } = await domain.pool.signIn("ann", OTHER_PASSWORD);
    expect(await domain.pool.attributes(accessToken)).toMatchObject({ given_name: "Ann" });
  });

  test.each([
    [
      "a password against the policy",
      { new_password: "short", confirm_password: "short" },
      "new_password",
      "Password does not conform to policy: Password not long enough",
    ],
    ["two that differ", { confirm_password: PASSWORD }, "confirm_password", "Password does not match"],
    [
      "an attribute left out",
      { "requiredAttributes[given_name]": "" },
      "attribute-given_name",
      "This field cannot be empty.",
    ],
  ])("may try again after %s", async (name, change, id, text) => {
    const browser = await invited(name.replaceAll(" ", "-"));
    const page = await browser.submit({ ...chosen, ...change });
    expect(page.text).toMatch(new RegExp(`<p id="${id}-error"[^>]*>${text}</p>`));
    expect((await browser.submit(chosen)).left).toBe(true);
  });

  test("begins anew when the session is over, and not with an old page once it was used", async () => {
    const browser = await invited("eve");
    const address = browser.page().url.href;
    const data = browser.cookie("page-data") ?? "";
    expect((await browser.submit(chosen)).left).toBe(true);
    browser.plant(`page-data=${data}; Path=${domain.base}/`, address);
    await browser.open(address);
    const page = await browser.submit({ ...chosen, new_password: PASSWORD, confirm_password: PASSWORD });
    expect(page.url.pathname).toBe(`${domain.base}/login`);
    expect(page.text).toContain("This took too long. Please sign in again.");
  });

  test("goes no further with a password that was replaced meanwhile", async () => {
    const browser = await invited("flo");
    await domain.pool.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: domain.pool.poolId,
        Username: "flo",
        Password: "Another-horse-9",
        Permanent: false,
      }),
    );
    expect((await browser.submit(chosen)).url.pathname).toBe(`${domain.base}/login`);
  });
});

test("the page leads to signing in when there is no sign-in under way (assumed)", async () => {
  const browser = createLoginBrowser(server);
  const page = await browser.open(`${domain.base}/changePassword?${domain.query()}`);
  expect(page.url.pathname).toBe(`${domain.base}/login`);
});

test("a challenge that has no page yet ends the sign-in with a sentence, not with a failure", async () => {
  const there = await startTestServer({ overrides: { challenges: [riddleChallenge] } });
  try {
    const at = await openLoginDomain(there);
    await at.pool.addUser("ann");
    const browser = createLoginBrowser(there);
    await browser.open(`${at.base}/login?${at.query()}`);
    const page = await browser.submit({ username: "ann", password: PASSWORD });
    expect(page.status).toBe(200);
    expect(page.text).toContain("Something went wrong");
    expect(browser.cookie("cognito")).toBeUndefined();
  } finally {
    await there.close();
  }
});
