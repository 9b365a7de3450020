import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clientCredentialsGrant,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  tokenIntrospection,
  tokenRevocation,
} from "openid-client";
import type { Browser } from "../browser/browser.ts";
import { endpoint } from "../endpoint.ts";
import { given } from "../expect.ts";
import { CALLBACK, type LoginClient, type LoginPlace, openLoginPlace, SIGNED_OUT } from "../login/login-place.ts";
import { arrivedAt, loginPage, newBrowser, signInThrough } from "../login/sign-in.ts";
import { word } from "../names.ts";
import { type RunningServer, startServer } from "../server.ts";

/** Discovery as an application does it; `allowInsecureRequests` is what the library asks of whoever uses http. */
const configure = (place: LoginPlace, { clientId }: LoginClient, authentication: ClientAuth): Promise<Configuration> =>
  discovery(new URL(place.issuer), clientId, undefined, authentication, { execute: [allowInsecureRequests] });

/** One authorization request with all that the library can check in the answer. */
async function beginSignIn(config: Configuration, more: Record<string, string> = {}) {
  const checks = {
    pkceCodeVerifier: randomPKCECodeVerifier(),
    expectedState: randomState(),
    expectedNonce: randomNonce(),
  };
  const url = buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: "openid email profile",
    code_challenge: await calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: "S256",
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...more,
  });
  return { url, checks: { ...checks, idTokenExpected: true } };
}

async function signIn(config: Configuration, place: LoginPlace, browser: Browser = newBrowser()) {
  const { url, checks } = await beginSignIn(config);
  return authorizationCodeGrant(config, await signInThrough(browser, url, place.account), checks);
}

/** What the library does the same on both presets. */
function journey(place: () => LoginPlace): void {
  it("signs in a client with a secret by Basic, and knows the user", async () => {
    const client = await place().addClient({ GenerateSecret: true });
    const config = await configure(place(), client, ClientSecretBasic(client.clientSecret));
    const tokens = await signIn(config, place());
    const claims = given(tokens.claims(), "claims of the ID token");
    assert.equal(claims.sub, place().account.sub);
    assert.equal(claims.email, place().account.email);
    assert.equal(claims.email_verified, true);
    assert.equal(tokens.expiresIn(), 3600);
    const info = await fetchUserInfo(config, tokens.access_token, claims.sub);
    assert.equal(info.email, place().account.email);
    assert.equal(info.username, place().account.username);
  });

  it("signs in a client with a secret by its body, and one without a secret by PKCE alone", async () => {
    const confidential = await place().addClient({ GenerateSecret: true });
    const byBody = await configure(place(), confidential, ClientSecretPost(confidential.clientSecret));
    given((await signIn(byBody, place())).id_token, "id_token");
    const bare = await configure(place(), await place().addClient(), None());
    given((await signIn(bare, place())).id_token, "id_token");
  });

  it("refreshes, revokes, and is refused afterwards", async () => {
    const client = await place().addClient({ GenerateSecret: true });
    const config = await configure(place(), client, ClientSecretBasic(client.clientSecret));
    const first = await signIn(config, place());
    const refreshToken = given(first.refresh_token, "refresh_token");
    const second = await refreshTokenGrant(config, refreshToken);
    assert.notEqual(second.access_token, first.access_token);
    assert.equal(second.claims()?.sub, first.claims()?.sub);
    assert.equal(second.claims()?.auth_time, first.claims()?.auth_time);

    await tokenRevocation(config, refreshToken);
    await assert.rejects(refreshTokenGrant(config, refreshToken), { error: "invalid_grant" });
    await assert.rejects(fetchUserInfo(config, second.access_token, place().account.sub));
  });

  it("a code is good once: its second use is refused and ends what the first gave", async () => {
    const client = await place().addClient({ GenerateSecret: true });
    const config = await configure(place(), client, ClientSecretBasic(client.clientSecret));
    const { url, checks } = await beginSignIn(config);
    const arrival = await signInThrough(newBrowser(), url, place().account);
    const tokens = await authorizationCodeGrant(config, arrival, checks);
    await assert.rejects(authorizationCodeGrant(config, arrival, checks), { error: "invalid_grant" });
    await assert.rejects(fetchUserInfo(config, tokens.access_token, place().account.sub));
  });

  it("a wrong verifier, a wrong secret and another client's code are refused", async () => {
    const client = await place().addClient({ GenerateSecret: true });
    const config = await configure(place(), client, ClientSecretBasic(client.clientSecret));
    const { url, checks } = await beginSignIn(config);
    const arrival = await signInThrough(newBrowser(), url, place().account);
    await assert.rejects(
      authorizationCodeGrant(config, arrival, { ...checks, pkceCodeVerifier: randomPKCECodeVerifier() }),
      { error: "invalid_grant" },
    );
    const impostor = await configure(place(), client, ClientSecretBasic("wrong"));
    await assert.rejects(authorizationCodeGrant(impostor, arrival, checks));
    const other = await place().addClient({ GenerateSecret: true });
    const stranger = await configure(place(), other, ClientSecretBasic(other.clientSecret));
    await assert.rejects(authorizationCodeGrant(stranger, arrival, checks), { error: "invalid_grant" });
    given((await authorizationCodeGrant(config, arrival, checks)).id_token, "what is left for whom it is meant");
  });

  it("a second application of the pool is signed in without a question, prompt=login asks, prompt=none never does", async () => {
    const browser = newBrowser();
    const config = await configure(place(), await place().addClient(), None());
    const first = await signIn(config, place(), browser);
    const other = await configure(place(), await place().addClient(), None());
    const silent = await beginSignIn(other, { prompt: "none" });
    const arrival = arrivedAt(await browser.open(silent.url));
    const second = await authorizationCodeGrant(other, arrival, silent.checks);
    assert.equal(second.claims()?.auth_time, first.claims()?.auth_time);
    loginPage(await browser.open((await beginSignIn(other, { prompt: "login" })).url));

    const stranger = await beginSignIn(config, { prompt: "none" });
    const refusal = arrivedAt(await newBrowser().open(stranger.url));
    await assert.rejects(authorizationCodeGrant(config, refusal, stranger.checks), { error: "login_required" });
  });

  it("a machine gets a token for its own scopes", async () => {
    const Identifier = `https://api-${word()}.example.com`;
    const { sdk, poolId } = place();
    const Scopes = [{ ScopeName: "read", ScopeDescription: "reads" }];
    await sdk.createResourceServer({ UserPoolId: poolId, Identifier, Name: "API", Scopes });
    const client = await place().addClient({
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: [`${Identifier}/read`],
    });
    const config = await configure(place(), client, ClientSecretBasic(client.clientSecret));
    const tokens = await clientCredentialsGrant(config, { scope: `${Identifier}/read` });
    assert.deepEqual(Object.keys(tokens).sort(), ["access_token", "expires_in", "token_type"]);
    await assert.rejects(clientCredentialsGrant(config, { scope: `${Identifier}/write` }), { error: "invalid_scope" });
  });
}

describe("openid-client 6", () => {
  let place: LoginPlace;
  before(async () => {
    place = await openLoginPlace(endpoint);
  });
  journey(() => place);

  it("signs out in Cognito's words", async () => {
    const browser = newBrowser();
    const client = await place.addClient();
    const config = await configure(place, client, None());
    await signIn(config, place, browser);
    const end = buildEndSessionUrl(config, { client_id: client.clientId, logout_uri: SIGNED_OUT });
    assert.equal(arrivedAt(await browser.open(end)).href, SIGNED_OUT);
    loginPage(await browser.open((await beginSignIn(config)).url));
  });

  it("an error at the redirect URI is one that the library reads", async () => {
    const config = await configure(place, await place.addClient(), None());
    const { url, checks } = await beginSignIn(config, { scope: "openid phone" });
    const arrival = arrivedAt(await newBrowser().open(url));
    await assert.rejects(authorizationCodeGrant(config, arrival, checks), {
      error: "invalid_request",
      error_description: "invalid_scope",
    });
  });
});

describe("openid-client 6, preset hardened", () => {
  let server: RunningServer;
  let place: LoginPlace;
  before(async () => {
    const flags = () => ["--oauth-preset", "hardened"];
    server = await startServer({ issuer: "own", storage: ["--memory"], flags });
    place = await openLoginPlace(server.endpoint);
  });
  after(() => server.stop());
  journey(() => place);

  it("discovery tells what there is: PKCE, iss in answers, introspection", async () => {
    const config = await configure(place, await place.addClient(), None());
    const metadata = config.serverMetadata();
    assert.equal(metadata.supportsPKCE(), true);
    assert.equal(metadata.authorization_response_iss_parameter_supported, true);
    given(metadata.introspection_endpoint, "introspection_endpoint");
  });

  it("an answer of another issuer is refused by the library, since every answer names its own (RFC 9207)", async () => {
    const config = await configure(place, await place.addClient(), None());
    const { url, checks } = await beginSignIn(config);
    const arrival = await signInThrough(newBrowser(), url, place.account);
    assert.equal(arrival.searchParams.get("iss"), config.serverMetadata().issuer);
    const mixedUp = new URL(arrival);
    mixedUp.searchParams.set("iss", "https://attacker.example.com");
    await assert.rejects(authorizationCodeGrant(config, mixedUp, checks));
    mixedUp.searchParams.delete("iss");
    await assert.rejects(authorizationCodeGrant(config, mixedUp, checks));
  });

  it("a client without a secret that sends no code challenge is refused", async () => {
    const config = await configure(place, await place.addClient(), None());
    const state = randomState();
    const url = buildAuthorizationUrl(config, { redirect_uri: CALLBACK, scope: "openid", state });
    const arrival = arrivedAt(await newBrowser().open(url));
    await assert.rejects(authorizationCodeGrant(config, arrival, { expectedState: state }), {
      error: "invalid_request",
    });
  });

  it("introspection tells a resource server what a token is worth", async () => {
    const client = await place.addClient({ GenerateSecret: true });
    const config = await configure(place, client, ClientSecretBasic(client.clientSecret));
    const tokens = await signIn(config, place);
    const answer = await tokenIntrospection(config, tokens.access_token);
    assert.deepEqual([answer.active, answer.sub, answer.client_id], [true, place.account.sub, client.clientId]);
    await tokenRevocation(config, given(tokens.refresh_token, "refresh_token"));
    assert.deepEqual(await tokenIntrospection(config, tokens.access_token), { active: false });
  });

  it("signs out as OpenID Connect has it, with the state", async () => {
    const browser = newBrowser();
    const config = await configure(place, await place.addClient(), None());
    const tokens = await signIn(config, place, browser);
    const state = randomState();
    const end = buildEndSessionUrl(config, {
      id_token_hint: given(tokens.id_token, "id_token"),
      post_logout_redirect_uri: SIGNED_OUT,
      state,
    });
    assert.equal(arrivedAt(await browser.open(end)).href, `${SIGNED_OUT}?state=${state}`);
    loginPage(await browser.open((await beginSignIn(config)).url));
  });
});
