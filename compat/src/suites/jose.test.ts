import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { endpoint } from "../endpoint.ts";
import { given } from "../expect.ts";
import { fetchJson, type TokenSample, takeSample } from "../verifiers/token-sample.ts";

interface Discovery {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly id_token_signing_alg_values_supported: readonly string[];
}

describe("jose 6", () => {
  let sample: TokenSample;
  let discovery: Discovery;
  let keySet: ReturnType<typeof createRemoteJWKSet>;

  before(async () => {
    sample = await takeSample(endpoint);
    discovery = await fetchJson(`${sample.poolUrl}/.well-known/openid-configuration`);
    keySet = createRemoteJWKSet(new URL(discovery.jwks_uri));
  });

  it("the discovery document names the issuer of the tokens", () => {
    assert.ok(discovery.issuer.endsWith(`/${sample.poolId}`), discovery.issuer);
    assert.equal(discovery.jwks_uri, `${discovery.issuer}/.well-known/jwks.json`);
    assert.deepEqual(discovery.id_token_signing_alg_values_supported, ["RS256"]);
  });

  it("the key set has two RSA keys in Cognito's form", () => {
    assert.equal(sample.keys.keys.length, 2);
    for (const key of sample.keys.keys) {
      assert.deepEqual(Object.keys(key).sort(), ["alg", "e", "kid", "kty", "n", "use"]);
      assert.deepEqual([key.alg, key.e, key.kty, key.use], ["RS256", "AQAB", "RSA", "sig"]);
      assert.match(key.kid, /^[A-Za-z0-9+/]{43}=$/);
    }
    // Recorded: the first key signs ID tokens, the second access tokens.
    assert.deepEqual(
      [sample.tokens.id, sample.tokens.access].map((token) => decodeProtectedHeader(token).kid),
      sample.keys.keys.map(({ kid }) => kid),
    );
  });

  it("accepts an ID token by issuer and audience", async () => {
    const { payload, protectedHeader } = await jwtVerify(sample.tokens.id, keySet, {
      issuer: discovery.issuer,
      audience: sample.clientId,
      algorithms: ["RS256"],
      requiredClaims: ["sub", "exp", "iat", "auth_time", "token_use"],
    });
    assert.equal(protectedHeader.alg, "RS256");
    assert.equal(payload.sub, sample.sub);
    assert.equal(payload.token_use, "id");
  });

  it("accepts an access token by issuer and client_id", async () => {
    const { payload } = await jwtVerify(sample.tokens.access, keySet, { issuer: discovery.issuer });
    assert.equal(payload.client_id, sample.clientId);
    assert.equal(payload.token_use, "access");
    assert.equal(payload.username, sample.username);
  });

  it("refuses each forgery, and says why", async () => {
    for (const tokens of [sample.badIdTokens, sample.badAccessTokens]) {
      for (const [what, token] of Object.entries(tokens)) {
        await assert.rejects(
          jwtVerify(token, keySet, { issuer: discovery.issuer }),
          (error: Error & { code?: string }) => /^ERR_(JWS|JWT|JWKS|JOSE)/.test(given(error.code, "the code")),
          what,
        );
      }
    }
  });

  it("refuses a token after its hour, and another client's audience", async () => {
    const later = new Date(Date.now() + 3_700_000);
    await assert.rejects(jwtVerify(sample.tokens.id, keySet, { currentDate: later }), { code: "ERR_JWT_EXPIRED" });
    await assert.rejects(jwtVerify(sample.tokens.id, keySet, { audience: "another" }), {
      code: "ERR_JWT_CLAIM_VALIDATION_FAILED",
    });
  });

  it("a pool's keys verify nothing of another pool", async () => {
    const own = createLocalJWKSet({ keys: [...sample.keys.keys] as never });
    await assert.rejects(jwtVerify(given(sample.badIdTokens["another pool's token"], "the token"), own), {
      code: "ERR_JWKS_NO_MATCHING_KEY",
    });
  });
});
