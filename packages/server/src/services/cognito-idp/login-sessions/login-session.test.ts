import {
  AdminDeleteUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { CALLBACK, LOGIN_CLIENT, openLoginDomain, type Parameters } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { sessionOf, signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";
import { claimsOf, OTHER_PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile({ users: ["ann", "bob", "carol", "dora", "eve", "fay"] });
const { server } = domain;

/** A code at once, without a page. */
const SIGNED_IN = /^https:\/\/app\.example\.com\/callback\?code=[\da-f-]{36}&state=xyz$/;
const ASKED = /^\/_auth\/[^/]+\/login\?/;

async function resume(cookie: string, changes?: Parameters, at = domain): Promise<string> {
  return (await at.authorize(changes, { headers: { cookie } })).location;
}

describe("a session on the pages", () => {
  test("signs in to every client of the pool without a question (documented)", async () => {
    const { location, cookie } = await signInOnPages(domain, "ann");
    expect(location).toMatch(SIGNED_IN);
    expect(await resume(cookie)).toMatch(SIGNED_IN);
    const other = await domain.pool.addClient(LOGIN_CLIENT);
    expect(await resume(cookie, { client_id: other.clientId })).toMatch(SIGNED_IN);
  });

  test("has a cookie that scripts and other sites' requests do not get (recorded: HttpOnly, SameSite, Path, Max-Age)", async () => {
    const { headers } = await signInOnPages(domain, "ann");
    const cookies = headers.getSetCookie().filter((cookie) => cookie.startsWith("cognito="));
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      new RegExp(`^cognito=[\\w-]{43}; Max-Age=3600; Path=${domain.base}/; HttpOnly; SameSite=Lax$`),
    );
  });

  test("lasts for an hour from the sign-in, however often it is used (documented)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    server.advance({ minutes: 40 });
    expect(await resume(cookie)).toMatch(SIGNED_IN);
    server.advance({ minutes: 20 });
    expect(await resume(cookie)).toMatch(ASKED);
  });

  test("is worth nothing on another pool's domain", async () => {
    const other = await openLoginDomain(server);
    const { cookie } = await signInOnPages(domain, "ann");
    expect(await resume(cookie, undefined, other)).toMatch(/\/login\?/);
  });

  test("has a new name after each sign-in, and the former one ends: nobody prepares one for somebody else", async () => {
    const first = await signInOnPages(domain, "ann");
    const second = await signInOnPages(domain, "bob", { cookie: first.cookie, changes: { prompt: "login" } });
    expect(sessionOf(second.cookie)).not.toBe(sessionOf(first.cookie));
    expect(await resume(first.cookie)).toMatch(ASKED);
    expect(await resume(second.cookie)).toMatch(SIGNED_IN);

    const chosen = "a".repeat(43);
    const third = await signInOnPages(domain, "ann", { cookie: `cognito=${chosen}` });
    expect(sessionOf(third.cookie)).not.toBe(chosen);
    expect(await resume(`cognito=${chosen}`)).toMatch(ASKED);
  });

  test("is none when the browser sends two: a neighbouring host may have slipped one in", async () => {
    const ann = await signInOnPages(domain, "ann");
    const bob = await signInOnPages(domain, "bob");
    expect(await resume(`${ann.cookie}; cognito=${sessionOf(bob.cookie)}`)).toMatch(ASKED);
  });

  test("ends when its domain gets the pages of the other version (documented), and not with other changes", async () => {
    const switched = await openLoginDomain(server);
    await switched.pool.addUser("ann");
    const ann = await signInOnPages(switched, "ann");
    const bystander = await signInOnPages(domain, "ann");
    const change = (ManagedLoginVersion?: number) =>
      switched.pool.sdk.send(
        new UpdateUserPoolDomainCommand({
          UserPoolId: switched.pool.poolId,
          Domain: switched.prefix,
          ManagedLoginVersion,
        }),
      );
    await change();
    await change(2);
    expect(await resume(ann.cookie, undefined, switched)).toMatch(SIGNED_IN);
    await change(1);
    expect(await resume(ann.cookie, undefined, switched)).toMatch(ASKED);
    expect(await resume((await signInOnPages(switched, "ann")).cookie, undefined, switched)).toMatch(SIGNED_IN);
    expect(await resume(bystander.cookie)).toMatch(SIGNED_IN);
  });

  test.each(["", "x", "a".repeat(43), `${"a".repeat(42)}\u00e9`, '"'])("is none under the name %j", async (name) => {
    expect(await resume(`cognito=${encodeURIComponent(name)}`)).toMatch(ASKED);
  });

  test("a failed sign-in gives none, and leaves the one there is", async () => {
    const ann = await signInOnPages(domain, "ann");
    const failed = await signInOnPages(domain, "bob", {
      password: "Wrong-password-1",
      cookie: ann.cookie,
      changes: { prompt: "login" },
    });
    expect(failed.headers.getSetCookie().filter((cookie) => cookie.startsWith("cognito="))).toEqual([]);
    expect(await resume(ann.cookie)).toMatch(SIGNED_IN);
  });
});

describe("a client's MaxValidityMinutes", () => {
  const settle = async (ClientId: string, MaxValidityMinutes: number) => {
    const configuration = { UserPoolId: domain.pool.poolId, ClientId, SSOSession: { MaxValidityMinutes } };
    expect(await rawCall(server, "SetUserPoolClientSessionConfiguration", configuration)).toMatchObject({
      status: 200,
    });
  };

  test("of 0 asks each time anew, and lets the sign-in itself through (documented)", async () => {
    const { clientId } = await domain.pool.addClient(LOGIN_CLIENT);
    await settle(clientId, 0);
    const signedIn = await signInOnPages(domain, "ann", { changes: { client_id: clientId } });
    expect(signedIn.location).toMatch(SIGNED_IN);
    expect(sessionOf(signedIn.cookie)).toBeUndefined();
    const { cookie } = await signInOnPages(domain, "ann");
    expect(await resume(cookie)).toMatch(SIGNED_IN);
    expect(await resume(cookie, { client_id: clientId })).toMatch(ASKED);
  });

  test("bounds the session for itself, and of two clients the shorter time holds (assumed)", async () => {
    const [short, long] = await Promise.all([domain.pool.addClient(LOGIN_CLIENT), domain.pool.addClient(LOGIN_CLIENT)]);
    await settle(short.clientId, 30);
    await settle(long.clientId, 120);
    const { cookie } = await signInOnPages(domain, "ann", { changes: { client_id: long.clientId } });
    server.advance({ minutes: 31 });
    expect(await resume(cookie, { client_id: short.clientId })).toMatch(ASKED);
    expect(await resume(cookie)).toMatch(SIGNED_IN);
    server.advance({ minutes: 30 });
    expect(await resume(cookie)).toMatch(ASKED);
    expect(await resume(cookie, { client_id: long.clientId })).toMatch(SIGNED_IN);
    server.advance({ minutes: 59 });
    expect(await resume(cookie, { client_id: long.clientId })).toMatch(ASKED);

    const other = await signInOnPages(domain, "ann", { changes: { client_id: short.clientId } });
    server.advance({ minutes: 31 });
    expect(await resume(other.cookie, { client_id: long.clientId })).toMatch(ASKED);
  });
});

describe("a session ends with its user", () => {
  test("who is disabled, and does not come back when the user is enabled again (assumed)", async () => {
    const { cookie } = await signInOnPages(domain, "carol");
    await domain.pool.disable("carol");
    expect(await resume(cookie)).toMatch(ASKED);
    await domain.pool.sdk.send(new AdminEnableUserCommand({ UserPoolId: domain.pool.poolId, Username: "carol" }));
    expect(await resume(cookie)).toMatch(ASKED);
  });

  test("who is deleted", async () => {
    const { cookie } = await signInOnPages(domain, "dora");
    await domain.pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: domain.pool.poolId, Username: "dora" }));
    expect(await resume(cookie)).toMatch(ASKED);
  });

  test("whose password must be reset (assumed)", async () => {
    const { cookie } = await signInOnPages(domain, "eve");
    await domain.pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: domain.pool.poolId, Username: "eve" }));
    expect(await resume(cookie)).toMatch(ASKED);
  });

  test("not when the user is signed out everywhere (documented: GlobalSignOut leaves the cookie)", async () => {
    const { cookie } = await signInOnPages(domain, "fay");
    await domain.pool.sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId: domain.pool.poolId, Username: "fay" }));
    expect(await resume(cookie)).toMatch(SIGNED_IN);
  });

  test.each([
    ["goes on", "cognito", SIGNED_IN],
    ["ends", "hardened", ASKED],
  ])("whose password changes: %s with the preset %s (documented for Cognito)", async (_what, oauthPreset, then) => {
    const there = await startTestServer({ flags: { oauthPreset } });
    try {
      const at = await openLoginDomain(there, { client: { GenerateSecret: true } });
      await at.pool.addUser("gus");
      const { cookie } = await signInOnPages(at, "gus");
      expect(await resume(cookie, undefined, at)).toMatch(/\?code=/);
      await at.pool.sdk.send(
        new AdminSetUserPasswordCommand({
          UserPoolId: at.pool.poolId,
          Username: "gus",
          Password: OTHER_PASSWORD,
          Permanent: true,
        }),
      );
      expect(await resume(cookie, undefined, at)).toMatch(then === ASKED ? ASKED : /\?code=/);
    } finally {
      await there.close();
    }
  });
});

describe("a request that asks for more than a session", () => {
  test("prompt=login asks again and leaves the session (documented)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    expect(await resume(cookie, { prompt: "login" })).toMatch(ASKED);
    expect(await resume(cookie, { prompt: "login consent" })).toMatch(ASKED);
    expect(await resume(cookie)).toMatch(SIGNED_IN);
  });

  test("prompt=none goes on with a session, and never to a page (documented)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    expect(await resume(cookie, { prompt: "none" })).toMatch(SIGNED_IN);
    expect(await resume("", { prompt: "none" })).toBe(`${CALLBACK}?error=login_required&state=xyz`);
  });

  test("prompt=select_account and consent concern other providers only (documented)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    expect(await resume(cookie, { prompt: "select_account consent" })).toMatch(SIGNED_IN);
  });

  test("max_age asks again once the sign-in is older (OpenID Connect Core, 3.1.2.1)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    expect(await resume(cookie, { max_age: "0" })).toMatch(ASKED);
    expect(await resume(cookie, { max_age: "600" })).toMatch(SIGNED_IN);
    server.advance({ minutes: 11 });
    expect(await resume(cookie, { max_age: "600" })).toMatch(ASKED);
    expect(await resume(cookie, { max_age: "600", prompt: "none" })).toMatch(/\?error=login_required&/);
    expect(await resume(cookie)).toMatch(SIGNED_IN);
  });

  test("id_token_hint of somebody else asks again, and somebody else's sign-in is refused", async () => {
    const { idToken } = await domain.pool.signIn("bob");
    const { cookie } = await signInOnPages(domain, "ann");
    expect(await resume(cookie, { id_token_hint: idToken })).toMatch(ASKED);
    expect(await resume(cookie, { id_token_hint: idToken, prompt: "none" })).toMatch(/\?error=login_required&/);
    const wrong = await signInOnPages(domain, "ann", { changes: { id_token_hint: idToken } });
    expect(wrong.location).toBe(`${CALLBACK}?error=login_required&state=xyz`);
    const right = await signInOnPages(domain, "bob", { changes: { id_token_hint: idToken } });
    expect(right.location).toMatch(SIGNED_IN);
  });
});

describe("what a session is answered with", () => {
  test("tokens stand in the fragment, in the documented order (documented)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const location = await resume(cookie, { response_type: "token", nonce: "n-1" });
    expect(location.startsWith(`${CALLBACK}#`)).toBe(true);
    const fragment = new URLSearchParams(new URL(location).hash.slice(1));
    expect([...fragment.keys()]).toEqual(["id_token", "access_token", "token_type", "expires_in", "state"]);
    expect(fragment.get("token_type")).toBe("Bearer");
    expect(fragment.get("expires_in")).toBe("3600");
    expect(fragment.get("state")).toBe("xyz");
    expect(claimsOf(present(fragment.get("id_token") ?? undefined))).toMatchObject({ nonce: "n-1", token_use: "id" });
  });

  test("without openid there is no ID token (documented)", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const location = await resume(cookie, { response_type: "token", scope: "aws.cognito.signin.user.admin" });
    const fragment = new URLSearchParams(new URL(location).hash.slice(1));
    expect([...fragment.keys()]).toEqual(["access_token", "token_type", "expires_in", "state"]);
  });

  test("auth_time is that of the sign-in, not of the request", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const claims = async () => {
      const location = await resume(cookie, { response_type: "token" });
      return claimsOf(present(new URLSearchParams(new URL(location).hash.slice(1)).get("id_token") ?? undefined));
    };
    const before = await claims();
    server.advance({ minutes: 5 });
    const after = await claims();
    expect(after.auth_time).toBe(before.auth_time);
    expect(Number(after.iat)).toBeGreaterThanOrEqual(Number(before.iat) + 300);
  });

  test("the answer names the issuer where the profile says so (RFC 9207)", async () => {
    const there = await startTestServer({ flags: { oauthFeatures: "iss=on" } });
    try {
      const at = await openLoginDomain(there);
      await at.pool.addUser("hal");
      const { location } = await signInOnPages(at, "hal");
      const issuer = encodeURIComponent(`${there.url}/${at.pool.poolId}`);
      expect(location).toMatch(new RegExp(`^${CALLBACK}\\?code=[\\da-f-]{36}&state=xyz&iss=${issuer}$`));
      const { location: refused } = await at.authorize({ scope: "nosuch" });
      expect(refused.endsWith(`&iss=${issuer}`)).toBe(true);
    } finally {
      await there.close();
    }
  });
});
