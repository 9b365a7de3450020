import { describe, expect, test } from "vitest";
import {
  type Answer,
  CALLBACK,
  encodeParameters,
  LOGIN_CLIENT,
  openLoginDomain,
  type Parameters,
  SIGNED_OUT,
} from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";

const domain = await loginDomainOfFile({ users: ["ann"] });
const { server } = domain;

const logout = (parameters: Parameters, cookie = ""): Promise<Answer> =>
  domain.fetch(`/logout?${encodeParameters({ client_id: domain.pool.main.clientId, ...parameters })}`, {
    headers: { cookie },
  });
const error = (text: string) =>
  `${domain.base}/error?${new URLSearchParams({ error: text, client_id: domain.pool.main.clientId })}`;
const NO_REDIRECT_URI = "Required String parameter 'redirect_uri' is not present";

describe("with logout_uri", () => {
  test("ends the session, here and in the browser, and goes to the sign-out URL without a state (documented)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const { status, location, headers } = await logout(
      { logout_uri: SIGNED_OUT, state: "xyz", redirect_uri: CALLBACK },
      cookie,
    );
    expect({ status, location }).toEqual({ status: 302, location: SIGNED_OUT });
    expect(headers.getSetCookie()).toContain(`cognito=; Max-Age=0; Path=${domain.base}/; HttpOnly; SameSite=Lax`);
    const { location: after } = await domain.authorize({}, { headers: { cookie } });
    expect(after).toMatch(/\/login\?/);
  });

  test("goes there without a session too", async () => {
    expect((await logout({ logout_uri: SIGNED_OUT })).location).toBe(SIGNED_OUT);
  });

  test.each([`${SIGNED_OUT}/`, "https://evil.example", CALLBACK, `${SIGNED_OUT}?x`, "", "//evil.example"])(
    "%j, which is not registered, counts as absent, and ends nothing (observed)",
    async (logout_uri) => {
      const { cookie } = await signInOnPages(domain, "ann");
      const { status, location, headers } = await logout({ logout_uri }, cookie);
      expect({ status, location }).toEqual({ status: 302, location: error(NO_REDIRECT_URI) });
      expect(headers.getSetCookie().filter((one) => one.startsWith("cognito="))).toEqual([]);
      expect((await domain.authorize({}, { headers: { cookie } })).location).toMatch(/\?code=/);
    },
  );

  test("another pool's session stays", async () => {
    const other = await openLoginDomain(server);
    await other.pool.addUser("ann");
    const { cookie } = await signInOnPages(other, "ann");
    await logout({ logout_uri: SIGNED_OUT }, cookie);
    expect((await other.authorize({}, { headers: { cookie } })).location).toMatch(/\?code=/);
  });
});

describe("with redirect_uri and response_type", () => {
  test("ends the session and goes to the login page, with all of the client's scopes (documented)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const { location } = await logout({ redirect_uri: CALLBACK, response_type: "code", state: "a b" }, cookie);
    const [path = "", query = ""] = location.split("?");
    expect(path).toBe(`${domain.base}/login`);
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      client_id: domain.pool.main.clientId,
      redirect_uri: CALLBACK,
      response_type: "code",
      state: "a b",
      scope: LOGIN_CLIENT.AllowedOAuthScopes.toSorted().join(" "),
    });
    expect((await domain.authorize({}, { headers: { cookie } })).location).toMatch(/\/login\?/);
  });

  test("keeps nonce, scope and the code challenge, and no choice of a provider (documented: scope, nonce, providers)", async () => {
    const carried = { nonce: "n", scope: "openid", code_challenge: "c".repeat(43), code_challenge_method: "S256" };
    const { location } = await logout({
      redirect_uri: CALLBACK,
      response_type: "code",
      ...carried,
      identity_provider: "Google",
    });
    const query = Object.fromEntries(new URLSearchParams(location.split("?")[1]));
    expect(query).toMatchObject(carried);
    expect(query).not.toHaveProperty("identity_provider");
  });

  test.each(["https://evil.example", `${CALLBACK}/`, SIGNED_OUT])(
    "%j is refused on our own page (recorded)",
    async (redirect_uri) => {
      const { location } = await logout({ redirect_uri, response_type: "code" });
      expect(location.startsWith(error("redirect_mismatch"))).toBe(true);
    },
  );

  test("without response_type it is told (assumed: the text)", async () => {
    const { location } = await logout({ redirect_uri: CALLBACK });
    expect(location).toBe(error("Required String parameter 'response_type' is not present"));
  });
});

describe("says what is missing", () => {
  test("client_id (recorded: the text)", async () => {
    const { location } = await logout({ client_id: undefined, logout_uri: SIGNED_OUT });
    expect(location).toBe(`${domain.base}/error?error=Required+String+parameter+%27client_id%27+is+not+present`);
  });

  test("redirect_uri (recorded: the text)", async () => {
    expect((await logout({})).location).toBe(error(NO_REDIRECT_URI));
  });

  test("a client that there is not", async () => {
    const { location } = await logout({ client_id: "nosuch", logout_uri: SIGNED_OUT });
    expect(location).toBe(`${domain.base}/error?error=invalid_request&client_id=nosuch`);
  });

  test("the standard's parameters, which Cognito ignores (observed)", async () => {
    const { idToken } = await domain.pool.signIn("ann");
    const { location } = await logout({ id_token_hint: idToken, post_logout_redirect_uri: SIGNED_OUT });
    expect(location).toBe(error(NO_REDIRECT_URI));
    const { status } = await domain.fetch("/logout", { method: "POST", body: new URLSearchParams({ a: "b" }) });
    expect(status).toBe(405);
  });
});
