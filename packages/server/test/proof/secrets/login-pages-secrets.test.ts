import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPinoLog } from "../../../src/platform/pino-log.ts";
import { type LoginDomain, openLoginDomain, SIGNED_OUT } from "../../cognito-idp/login-domain.ts";
import { createLoginBrowser, type LoginBrowser, type Page } from "../../login/browser.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";
import { type Needle, secretSearch } from "./secret-search.ts";
import { filesOf, rowsOf } from "./stored-bytes.ts";

/** Everything that a browser on the pages knows and nobody else should, through every page, by ways that go well and ways that fail. */
describe.each(
  proofDatabases.flatMap((database) => ["cognito", "hardened"].map((oauthPreset) => ({ ...database, oauthPreset }))),
)("what browsers and pages tell each other on $name, preset $oauthPreset", ({ oauthPreset, ...database }) => {
  let server: ProofServer;
  let domain: LoginDomain;
  const lines: string[] = [];
  const needles: Needle[] = [];
  const noted = (name: string, text: string) => {
    needles.push({ name, text });
    return text;
  };
  const password = (name: string, number: number) => noted(name, `Sentinel-of-a-password-${number}`);

  async function opened(path: string): Promise<LoginBrowser> {
    const browser = createLoginBrowser(server);
    await browser.open(
      `${domain.base}${path}?${domain.query({ state: noted("a state", "sentinel-of-a-state-0000") })}`,
    );
    return browser;
  }
  /** Cookies and the code that a page gave. */
  function noteGiven(browser: LoginBrowser, page: Page) {
    const code = page.left ? page.url.searchParams.get("code") : null;
    if (code) noted("an authorization code", code);
    for (const cookie of browser.received) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value.length > 16) noted(`the cookie ${name}`, value);
    }
    for (const { values } of page.forms) if (values.csrf) noted("a form's token", values.csrf);
  }

  beforeAll(async () => {
    const log = createPinoLog({ format: "json", level: "trace", write: (line) => lines.push(line), colour: false });
    server = await database.start({ flags: { logLevel: "trace", oauthPreset }, overrides: { log } });
    domain = await openLoginDomain(server, { client: { GenerateSecret: true } });
    const { poolId, sdk } = domain.pool;

    const first = password("the first password", 1);
    const signUp = await opened("/signup");
    await signUp.submit({ username: "ann", "requiredAttributes[email]": "ann@example.com", password: "short" });
    await signUp.submit({ username: "ann", "requiredAttributes[email]": "ann@example.com", password: first });
    noteGiven(signUp, signUp.page());
    await signUp.submit({ code: "000" }, "confirmForm");
    noteGiven(signUp, await signUp.submit({ code: await domain.pool.code("ann") }, "confirmForm"));
    expect(signUp.page().left).toBe(true);

    const reset = await opened("/forgotPassword");
    await reset.submit({ username: "ann" });
    const second = password("the second password", 2);
    const fields = { new_password: second, confirm_password: second };
    await reset.submit({ code: "000", ...fields }, "confirmForgotPasswordForm");
    noteGiven(reset, reset.page());
    await reset.submit({ code: await domain.pool.code("ann"), ...fields }, "confirmForgotPasswordForm");

    const signIn = await opened("/login");
    noteGiven(signIn, await signIn.submit({ username: "ann", password: password("a wrong password", 3) }));
    noteGiven(signIn, await signIn.submit({ username: "ann", password: second, csrf: "wrong" }));
    noteGiven(signIn, await signIn.submit({ username: "ann", password: second }));
    expect(signIn.page().left).toBe(true);
    noteGiven(signIn, await signIn.open(`${domain.base}/oauth2/authorize?${domain.query()}`));
    await signIn.open(
      `${domain.base}/logout?client_id=${domain.pool.main.clientId}&logout_uri=${encodeURIComponent(SIGNED_OUT)}`,
    );

    const invited = password("an administrator's password", 4);
    await sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username: "bob",
        TemporaryPassword: invited,
        MessageAction: "SUPPRESS",
      }),
    );
    const change = await opened("/login");
    await change.submit({ username: "bob", password: invited });
    noteGiven(change, change.page());
    const own = password("the password in its place", 5);
    await change.submit({ new_password: own, confirm_password: `${own}x` });
    noteGiven(change, await change.submit({ new_password: own, confirm_password: own }));
    expect(change.page().left).toBe(true);
    // In the address, where none of it belongs.
    await domain.fetch(`/login?${domain.query()}&username=ann&password=${second}`);
    await domain.fetch(`/nosuch?password=${second}`);
  });
  afterAll(() => server.close());

  test("is in no file, no row and no line of the log", async () => {
    expect(lines.length).toBeGreaterThan(10);
    expect(new Set(needles.map(({ name }) => name)).size).toBeGreaterThan(9);
    const all: [string, Buffer][] = [
      ["in the log", Buffer.from(lines.join(""))],
      ...filesOf(server),
      ...(await rowsOf(server, database.name)),
    ];
    const search = secretSearch(needles);
    expect(all.flatMap(([where, bytes]) => search.find(bytes, where))).toEqual([]);
  });
});
