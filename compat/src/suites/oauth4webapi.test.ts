import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import * as oauth from "oauth4webapi";
import { given } from "../expect.ts";
import { CALLBACK, type LoginClient, type LoginPlace, openLoginPlace } from "../login/login-place.ts";
import { newBrowser, signInThrough } from "../login/sign-in.ts";

/** What the library asks of whoever uses http. */
const insecure = { [oauth.allowInsecureRequests]: true } as const;

describe("oauth4webapi 3", () => {
  let place: LoginPlace;
  let server: oauth.AuthorizationServer;
  let known: LoginClient;
  let client: oauth.Client;
  let authentication: oauth.ClientAuth;

  before(async () => {
    place = await openLoginPlace();
    const issuer = new URL(place.issuer);
    const response = await oauth.discoveryRequest(issuer, { algorithm: "oidc", ...insecure });
    server = await oauth.processDiscoveryResponse(issuer, response);
    known = await place.addClient({ GenerateSecret: true });
    client = { client_id: known.clientId };
    authentication = oauth.ClientSecretBasic(known.clientSecret);
  });

  /** Asks for a code by the login form. */
  async function askForCode() {
    const verifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    const url = new URL(given(server.authorization_endpoint, "authorization_endpoint"));
    url.search = new URLSearchParams({
      client_id: known.clientId,
      redirect_uri: CALLBACK,
      response_type: "code",
      scope: "openid email",
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    }).toString();
    const arrival = await signInThrough(newBrowser(), url, place.account);
    return { verifier, nonce, answer: oauth.validateAuthResponse(server, client, arrival, state) };
  }

  async function redeem({ verifier, answer }: Awaited<ReturnType<typeof askForCode>>): Promise<Response> {
    return oauth.authorizationCodeGrantRequest(server, client, authentication, answer, CALLBACK, verifier, insecure);
  }

  it("accepts the answer of the token endpoint, with the ID token's nonce, signature and at_hash", async () => {
    const asked = await askForCode();
    const response = await redeem(asked);
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: asked.nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, response, insecure);
    const claims = given(oauth.getValidatedIdTokenClaims(tokens), "claims");
    assert.equal(claims.sub, place.account.sub);

    const answer = await oauth.userInfoRequest(server, client, tokens.access_token, insecure);
    const info = await oauth.processUserInfoResponse(server, client, claims.sub, answer);
    assert.equal(info.email, place.account.email);
    // Cognito's documented form, for which libraries have workarounds.
    assert.equal(info.email_verified, "true");
  });

  it("refreshes and revokes", async () => {
    const asked = await askForCode();
    const first = await oauth.processAuthorizationCodeResponse(server, client, await redeem(asked), {
      expectedNonce: asked.nonce,
    });
    const token = given(first.refresh_token, "refresh_token");
    const refresh = () => oauth.refreshTokenGrantRequest(server, client, authentication, token, insecure);
    const second = await oauth.processRefreshTokenResponse(server, client, await refresh());
    assert.equal(oauth.getValidatedIdTokenClaims(second)?.sub, place.account.sub);
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client, authentication, token, insecure),
    );
    await assert.rejects(oauth.processRefreshTokenResponse(server, client, await refresh()), {
      error: "invalid_grant",
    });
  });

  it("reads a refusal of the token endpoint", async () => {
    const asked = await askForCode();
    await redeem(asked);
    await assert.rejects(oauth.processAuthorizationCodeResponse(server, client, await redeem(asked)), {
      error: "invalid_grant",
      status: 400,
    });
  });

  it("reads a refusal of the userinfo endpoint", async () => {
    const response = await oauth.userInfoRequest(server, client, "no.such.token", insecure);
    assert.equal(response.status, 401);
    await assert.rejects(oauth.processUserInfoResponse(server, client, place.account.sub, response));
  });
});
