import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from "oidc-client-ts";
import { given } from "../expect.ts";
import { CALLBACK, type LoginClient, type LoginPlace, openLoginPlace, SIGNED_OUT } from "../login/login-place.ts";
import { arrivedAt, loginPage, newBrowser, signInThrough } from "../login/sign-in.ts";

describe("oidc-client-ts 3", () => {
  let place: LoginPlace;
  let known: LoginClient;
  before(async () => {
    place = await openLoginPlace();
    known = await place.addClient();
  });

  /** A single-page application's client; what it would keep in the browser's storage is kept in memory. */
  const newClient = (): OidcClient =>
    new OidcClient({
      authority: place.issuer,
      client_id: known.clientId,
      redirect_uri: CALLBACK,
      post_logout_redirect_uri: SIGNED_OUT,
      scope: "openid email profile",
      loadUserInfo: true,
      stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    });

  it("signs in with PKCE, and merges the userinfo into the profile", async () => {
    const client = newClient();
    const { url } = await client.createSigninRequest({ state: { from: "/basket" }, nonce: "n-0S6_WzA2Mj" });
    const arrival = await signInThrough(newBrowser(), url, place.account);
    const response = await client.processSigninResponse(arrival.href);
    assert.equal(response.profile.sub, place.account.sub);
    assert.equal(response.profile.email, place.account.email);
    assert.equal(response.profile.username, place.account.username);
    assert.deepEqual(response.userState, { from: "/basket" });
    await assert.rejects(client.processSigninResponse(arrival.href), /No matching state found/);
  });

  it("refreshes and revokes", async () => {
    const client = newClient();
    const { url } = await client.createSigninRequest({});
    const arrival = await signInThrough(newBrowser(), url, place.account);
    const { id_token, profile, refresh_token, scope } = await client.processSigninResponse(arrival.href);
    const token = given(refresh_token, "refresh_token");
    const state = {
      refresh_token: token,
      session_state: null,
      profile,
      ...(id_token !== undefined && { id_token }),
      ...(scope !== undefined && { scope }),
    };
    const refreshed = await client.useRefreshToken({ state });
    assert.equal(refreshed.profile.sub, place.account.sub);
    await client.revokeToken(token, "refresh_token");
    await assert.rejects(client.useRefreshToken({ state }), { error: "invalid_grant" });
  });

  it("signs out in Cognito's words", async () => {
    const client = newClient();
    const browser = newBrowser();
    await signInThrough(browser, (await client.createSigninRequest({})).url, place.account);
    const { url } = await client.createSignoutRequest({
      client_id: known.clientId,
      extraQueryParams: { logout_uri: SIGNED_OUT },
    });
    assert.equal(arrivedAt(await browser.open(url)).href, SIGNED_OUT);
    loginPage(await browser.open((await client.createSigninRequest({})).url));
  });

  it("goes on silently with prompt=none, and learns login_required without a session", async () => {
    const client = newClient();
    const browser = newBrowser();
    await signInThrough(browser, (await client.createSigninRequest({})).url, place.account);
    const silent = await client.createSigninRequest({ prompt: "none" });
    const response = await client.processSigninResponse(arrivedAt(await browser.open(silent.url)).href);
    assert.equal(response.profile.sub, place.account.sub);
    const stranger = await client.createSigninRequest({ prompt: "none" });
    const refusal = arrivedAt(await newBrowser().open(stranger.url));
    await assert.rejects(client.processSigninResponse(refusal.href), { error: "login_required" });
  });
});
