import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { before, describe, it } from "node:test";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { localFetch } from "../browser/local-fetch.ts";
import { endpoint } from "../endpoint.ts";
import { given, members, uuid } from "../expect.ts";
import { CALLBACK, type LoginClient, type LoginPlace, openLoginPlace, SIGNED_OUT } from "../login/login-place.ts";
import { arrivedAt, loginPage, newBrowser, signInThrough } from "../login/sign-in.ts";

/** A server-side application that speaks to the endpoints by itself, without an OAuth library. */
for (const [form, version, name] of [
  ["path", 2, "managed login by path"],
  ["host", 1, "the classic hosted UI on a host of its own"],
] as const) {
  describe(`a web server with a client secret, ${name}`, () => {
    let place: LoginPlace;
    let client: LoginClient;
    let pages: string;
    before(async () => {
      place = await openLoginPlace(endpoint, version);
      client = await place.addClient({ GenerateSecret: true });
      pages = form === "path" ? place.pages : place.hostedPages;
    });

    const authorizeUrl = (more: Record<string, string> = {}): string =>
      `${pages}/oauth2/authorize?${new URLSearchParams({
        response_type: "code",
        client_id: client.clientId,
        redirect_uri: CALLBACK,
        ...more,
      })}`;

    async function post(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
      const response = await localFetch(`${pages}${path}`, {
        method: "POST",
        headers,
        body: new URLSearchParams(form),
      });
      const text = await response.text();
      // What the endpoint answers is judged by each test.
      return {
        status: response.status,
        headers: response.headers,
        body: (text === "" ? {} : JSON.parse(text)) as Answer,
      };
    }
    const basic = () => ({
      authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64")}`,
    });
    const redeem = (code: string) =>
      post("/oauth2/token", { grant_type: "authorization_code", code, redirect_uri: CALLBACK }, basic());

    async function signIn(): Promise<{ code: string; answer: Awaited<ReturnType<typeof redeem>> }> {
      const arrival = await signInThrough(newBrowser(), authorizeUrl(), place.account);
      const code = given(arrival.searchParams.get("code"), "code");
      return { code, answer: await redeem(code) };
    }

    it("lands on the callback with a code, and the state untouched", async () => {
      const state = "a b+c/d=ü&é";
      const arrival = await signInThrough(newBrowser(), authorizeUrl({ state }), place.account);
      assert.deepEqual([...arrival.searchParams.keys()], ["code", "state"]);
      assert.match(given(arrival.searchParams.get("code"), "code"), uuid);
      assert.equal(arrival.searchParams.get("state"), state);
    });

    it("redeems the code by Basic for Cognito's five fields (recorded)", async () => {
      const { answer } = await signIn();
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("content-type"), "application/json;charset=UTF-8");
      members(answer.body, ["id_token", "access_token", "refresh_token", "expires_in", "token_type"]);
      assert.deepEqual([answer.body.expires_in, answer.body.token_type], [3600, "Bearer"]);
    });

    it("the ID token has the header and claims of Cognito's, and hashes the access token (recorded)", async () => {
      const { body } = (await signIn()).answer;
      const keys = createRemoteJWKSet(new URL(`${place.issuer}/.well-known/jwks.json`));
      const { payload } = await jwtVerify(given(body.id_token, "id_token"), keys, {
        issuer: place.issuer,
        audience: client.clientId,
      });
      assert.match(given(decodeProtectedHeader(given(body.id_token, "id_token")).kid, "kid"), /^[A-Za-z0-9+/]{43}=$/);
      const digest = createHash("sha256").update(given(body.access_token, "access_token")).digest();
      assert.equal(payload.at_hash, digest.subarray(0, 16).toString("base64url"));
      assert.equal(payload.sub, place.account.sub);
      assert.equal(payload["cognito:username"], place.account.username);
      assert.equal(payload.email_verified, true);
      assert.equal(payload.token_use, "id");
      const access = await jwtVerify(given(body.access_token, "access_token"), keys, { issuer: place.issuer });
      assert.equal(access.payload.client_id, client.clientId);
      // Without any scope in the request all of the client's are meant (documented), in whatever order.
      assert.deepEqual(String(access.payload.scope).split(" ").sort(), ["email", "openid", "profile"]);
      assert.equal(access.payload.origin_jti, payload.origin_jti);
    });

    it("refreshes for new tokens and no new refresh token, until it revokes (documented)", async () => {
      const { body } = (await signIn()).answer;
      const refresh_token = given(body.refresh_token, "refresh_token");
      const refreshed = await post("/oauth2/token", { grant_type: "refresh_token", refresh_token }, basic());
      members(refreshed.body, ["id_token", "access_token", "expires_in", "token_type"]);
      const revoked = await post("/oauth2/revoke", { token: refresh_token }, basic());
      assert.deepEqual([revoked.status, revoked.body], [200, {}]);
      const refused = await post("/oauth2/token", { grant_type: "refresh_token", refresh_token }, basic());
      assert.deepEqual([refused.status, refused.body], [400, { error: "invalid_grant" }]);
    });

    it("tells by 400 and an error code alone what it refuses (documented)", async () => {
      const wrong = { authorization: `Basic ${Buffer.from(`${client.clientId}:wrong`).toString("base64")}` };
      const redemption = { grant_type: "authorization_code", code: crypto.randomUUID(), redirect_uri: CALLBACK };
      const errors = await Promise.all([
        post("/oauth2/token", redemption, wrong),
        post("/oauth2/token", redemption, basic()),
        post("/oauth2/token", { ...redemption, grant_type: "password" }, basic()),
        post("/oauth2/token", { grant_type: "authorization_code" }, basic()),
      ]);
      assert.deepEqual(
        errors.map(({ status, body }) => [status, body]),
        ["invalid_client", "invalid_grant", "unsupported_grant_type", "invalid_request"].map((error) => [
          400,
          { error },
        ]),
      );
    });

    it("an address that is not registered is never called, a wrong password shows the form again", async () => {
      const visit = await newBrowser().open(authorizeUrl({ redirect_uri: `${CALLBACK}/other` }));
      if (visit.kind === "arrival") assert.fail(`the browser was sent to ${visit.url}`);
      assert.equal(visit.status, 400);
      const browser = newBrowser();
      const page = loginPage(await browser.open(authorizeUrl()));
      const { username } = place.account;
      const again = await browser.submit(page, { username, password: randomBytes(9).toString("base64") });
      assert.match(loginPage(again).text, /Incorrect username or password\./);
      const arrival = arrivedAt(await browser.submit(loginPage(again), { username, password: place.account.password }));
      assert.ok(arrival.searchParams.has("code"));
    });

    it("signs out at the pages, and is asked for the password afterwards", async () => {
      const browser = newBrowser();
      await signInThrough(browser, authorizeUrl(), place.account);
      assert.ok(arrivedAt(await browser.open(authorizeUrl())).searchParams.has("code"));
      const out = `${pages}/logout?${new URLSearchParams({ client_id: client.clientId, logout_uri: SIGNED_OUT })}`;
      assert.equal(arrivedAt(await browser.open(out)).href, SIGNED_OUT);
      loginPage(await browser.open(authorizeUrl()));
    });
  });
}

interface Answer {
  id_token?: string;
  access_token?: string;
  refresh_token?: string;
  expires_in?: number;
  token_type?: string;
  error?: string;
}
