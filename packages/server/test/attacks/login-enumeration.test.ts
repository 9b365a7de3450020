import {
  AdminCreateUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoginDomain, openLoginDomain } from "../cognito-idp/login-domain.ts";
import { OTHER_PASSWORD, PASSWORD } from "../cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser, type Page } from "../login/browser.ts";
import { standingClock } from "../standing-clock.ts";
import { startTestServer } from "../start-test-server.ts";

/**
 * A stranger with a browser, who compares all that a page answers about a name with what it answers about a name that nobody has: status,
 * address, headers, text, and how many cookies of which length. It holds whatever PreventUserExistenceErrors says, since the pages hide
 * unknown users always. Sign-up tells that a name is taken, as at AWS.
 */
let server: Poolhouse;
beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
});
afterAll(() => server.close());

const PHONE = "+14155550123";
const states: Record<string, (domain: LoginDomain, username: string) => Promise<unknown>> = {
  confirmed: ({ pool }, username) => pool.addUser(username),
  unconfirmed: ({ pool }, username) => pool.signUp(username),
  disabled: async ({ pool }, username) => {
    await pool.addUser(username);
    await pool.disable(username);
  },
  "with a temporary password": (domain, username) => create(domain, username, { email: `${username}@example.com` }),
  "whose password is to be reset": async ({ pool }, username) => {
    await pool.addUser(username);
    await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: username }));
  },
  "without any address": async (domain, username) => {
    const { poolId: UserPoolId, sdk } = domain.pool;
    await create(domain, username, {});
    await sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: username, Password: PASSWORD, Permanent: true }),
    );
  },
  "with a telephone besides": async (domain, username) => {
    const { poolId: UserPoolId, sdk } = domain.pool;
    const addresses = { email: `${username}@example.com`, email_verified: "true", phone_number: PHONE };
    await create(domain, username, addresses);
    await sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: username, Password: PASSWORD, Permanent: true }),
    );
  },
};

const create = ({ pool }: LoginDomain, Username: string, attributes: Record<string, string>) =>
  pool.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.poolId,
      Username,
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );

async function opened(domain: LoginDomain, path: string): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}${path}?${domain.query()}`);
  return browser;
}

/** What a stranger asks of a name; each gives what was shown, turn by turn. */
const conversations: Record<string, (domain: LoginDomain, name: string) => Promise<[LoginBrowser, Page[]]>> = {
  "guesses passwords until the lock falls": async (domain, name) => {
    const browser = await opened(domain, "/login");
    const pages: Page[] = [];
    for (let turn = 0; turn < 7; turn += 1)
      pages.push(await browser.submit({ username: name, password: `${OTHER_PASSWORD}${turn}` }));
    return [browser, pages];
  },
  "asks for a new password, guesses codes and asks too often": async (domain, name) => {
    const browser = await opened(domain, "/forgotPassword");
    const pages = [await browser.submit({ username: name })];
    const fields = { new_password: OTHER_PASSWORD, confirm_password: OTHER_PASSWORD };
    for (const code of ["x", "1", "12345"])
      pages.push(await browser.submit({ code, ...fields }, "confirmForgotPasswordForm"));
    pages.push(
      await browser.submit({ code: "x", new_password: "a", confirm_password: "a" }, "confirmForgotPasswordForm"),
    );
    for (let turn = 0; turn < 22; turn += 1)
      pages.push(await (await opened(domain, "/forgotPassword")).submit({ username: name }));
    return [browser, pages];
  },
  "follows made-up links": async (domain, name) => {
    const browser = createLoginBrowser(server);
    const pages: Page[] = [];
    const query = new URLSearchParams({
      client_id: domain.pool.main.clientId,
      user_name: name,
      confirmation_code: "x",
    });
    for (let turn = 0; turn < 3; turn += 1) pages.push(await browser.open(`${domain.base}/confirmUser?${query}`));
    return [browser, pages];
  },
};

/** Everything that a stranger sees, without what differs from one call to the next for one name. */
function seen(name: string, [browser, pages]: [LoginBrowser, Page[]]) {
  return {
    pages: pages.map(({ status, url, left, headers, text }) => ({
      status,
      left,
      path: url.pathname,
      headers: [...headers].filter(([header]) => !/request-?id|set-cookie/.test(header)),
      text: text
        .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "TOKEN")
        .replaceAll(name, "NAME")
        .replaceAll(/\w\*\*\*@\w\*\*\*/g, "ADDRESS"),
    })),
    cookies: browser.received.map((cookie) => {
      const [pair = "", ...attributes] = cookie.split("; ");
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), pair.length - equals, ...attributes];
    }),
  };
}

const pools: [string, Partial<CreateUserPoolCommandInput>, "ENABLED" | "LEGACY"][] = [
  ["of plain names", {}, "ENABLED"],
  ["of a client that asks to be told of unknown users", {}, "LEGACY"],
  [
    "of names in any letter case beside an alias",
    { AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
    "ENABLED",
  ],
];

describe.each(pools)("on the pages %s", (_, made, PreventUserExistenceErrors) => {
  let domain: LoginDomain;
  let count = 0;
  beforeAll(async () => {
    domain = await openLoginDomain(server, { pool: made, client: { PreventUserExistenceErrors } });
  });
  const numbered = (kind: string) => {
    count += 1;
    return `${kind}-${count.toString().padStart(3, "0")}`;
  };

  // What a link came to is told in full where the client is told of unknown users: whoever was confirmed already should know.
  const held = Object.entries(conversations).filter(
    ([rule]) => PreventUserExistenceErrors === "ENABLED" || rule !== "follows made-up links",
  );
  describe.each(held)("whoever %s", (_rule, converse) => {
    test.each(Object.keys(states))("learns nothing of a user %s", async (state) => {
      const [known, unknown] = [numbered("member"), numbered("nobody")];
      await states[state]?.(domain, known);
      expect(seen(known, await converse(domain, known))).toEqual(seen(unknown, await converse(domain, unknown)));
    });
  });
});
