import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createModPowPool } from "../../src/services/cognito-idp/credentials/mod-pow-pool.ts";
import { type LoginDomain, openLoginDomain } from "../cognito-idp/login-domain.ts";
import { createLoginBrowser } from "../login/browser.ts";
import { startTestServer } from "../start-test-server.ts";

/** As `equal-work.test.ts` has it for the API: a stranger with a stopwatch, at a client that hides nobody at the API. */
const threads = createModPowPool({ threads: 1 });
let powers = 0;
let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer({
    flags: { attemptLimits: "off" },
    overrides: {
      modPow: (base, exponent) => {
        powers += 1;
        return threads.modPow(base, exponent);
      },
    },
  });
  domain = await openLoginDomain(server, { client: { PreventUserExistenceErrors: "LEGACY" } });
  const { pool } = domain;
  await pool.addUser("confirmed");
  await pool.signUp("unconfirmed");
  await pool.addUser("disabled");
  await pool.disable("disabled");
  await pool.sdk.send(
    new AdminCreateUserCommand({ UserPoolId: pool.poolId, Username: "temporary", MessageAction: "SUPPRESS" }),
  );
});
afterAll(async () => {
  await server.close();
  await threads.close();
});

const names = ["nobody", "nobody-else@example.com", "confirmed", "unconfirmed", "disabled", "temporary"];

/** What each page costs for each name, in exponentiations. */
async function costs(path: string, form: (username: string) => Record<string, string>[]): Promise<number[]> {
  const spent: number[] = [];
  for (const username of names) {
    const browser = createLoginBrowser(server);
    await browser.open(`${domain.base}${path}?${domain.query()}`);
    const before = powers;
    for (const fields of form(username)) await browser.submit(fields);
    expect(browser.page()).toMatchObject({ status: 200, left: false });
    spent.push(powers - before);
  }
  return spent;
}

test("a wrong password costs one exponentiation, whoever it is for", async () => {
  expect(await costs("/login", (username) => [{ username, password: "Wrong-horse-7" }])).toEqual(names.map(() => 1));
});

test("asking for a new password and bringing a wrong code costs none, whoever it is for", async () => {
  const chosen = { code: "000000", new_password: "Battery-staple-8", confirm_password: "Battery-staple-8" };
  expect(await costs("/forgotPassword", (username) => [{ username }, chosen])).toEqual(names.map(() => 0));
});
