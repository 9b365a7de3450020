import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { CognitoJwtVerifier, JwtRsaVerifier } from "aws-jwt-verify";
import type { Jwks } from "aws-jwt-verify/jwk";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { claimsOf } from "../claims.ts";
import { awsIssuerEndpoint, endpoint, region } from "../endpoint.ts";
import { type TokenSample, takeSample } from "../verifiers/token-sample.ts";

/** Our key set in the library's type. */
const jwksOf = (sample: TokenSample): Jwks => sample.keys as unknown as Jwks;

describe("aws-jwt-verify 5", () => {
  describe("CognitoJwtVerifier, which insists on AWS's issuer", () => {
    let sample: TokenSample;

    before(async () => {
      sample = await takeSample(awsIssuerEndpoint());
    });

    function verifier(tokenUse: "id" | "access", clientId: string = sample.clientId) {
      const made = CognitoJwtVerifier.create({ userPoolId: sample.poolId, tokenUse, clientId });
      made.cacheJwks(jwksOf(sample));
      return made;
    }

    it("the issuer is the one that Cognito would use", () => {
      assert.equal(claimsOf(sample.tokens.id).iss, `https://cognito-idp.${region}.amazonaws.com/${sample.poolId}`);
    });

    it("accepts both tokens with cached keys", async () => {
      const id = await verifier("id").verify(sample.tokens.id);
      assert.equal(id.sub, sample.sub);
      assert.equal(id["cognito:username"], sample.username);
      const access = await verifier("access").verify(sample.tokens.access);
      assert.equal(access.client_id, sample.clientId);
      assert.equal(verifier("access").verifySync(sample.tokens.access).username, sample.username);
    });

    it("fetches the keys by kid, through a fetcher that knows where AWS's address is served", async () => {
      const asked: string[] = [];
      const fetcher = {
        async fetch(uri: string): Promise<ArrayBuffer> {
          asked.push(uri);
          const { pathname } = new URL(uri);
          return (await fetch(`${awsIssuerEndpoint()}${pathname}`)).arrayBuffer();
        },
      };
      const hydrated = CognitoJwtVerifier.create(
        { userPoolId: sample.poolId, tokenUse: "access", clientId: sample.clientId },
        { jwksCache: new SimpleJwksCache({ fetcher }) },
      );
      await hydrated.verify(sample.tokens.access);
      await hydrated.verify(sample.tokens.access);
      assert.deepEqual(asked, [`https://cognito-idp.${region}.amazonaws.com/${sample.poolId}/.well-known/jwks.json`]);
    });

    it("refuses a token of the other use, another client's, and one that is past its time", () => {
      assert.throws(() => verifier("access").verifySync(sample.tokens.id), /Token use not allowed/);
      assert.throws(() => verifier("id").verifySync(sample.tokens.access), /Token use not allowed/);
      assert.throws(() => verifier("id", "another").verifySync(sample.tokens.id), /not allowed/);
      assert.throws(
        () => verifier("id").verifySync(sample.tokens.id, { clientId: sample.clientId, graceSeconds: -3_700 }),
        /expired/,
      );
    });

    it("refuses a member of no group where one is asked for", () => {
      assert.throws(
        () => verifier("id").verifySync(sample.tokens.id, { clientId: sample.clientId, groups: "administrators" }),
        /group/i,
      );
    });

    it("refuses each forgery", () => {
      for (const [tokenUse, tokens] of [
        ["id", sample.badIdTokens],
        ["access", sample.badAccessTokens],
      ] as const) {
        for (const [what, token] of Object.entries(tokens)) {
          assert.throws(() => verifier(tokenUse).verifySync(token), Error, `${tokenUse} token: ${what}`);
        }
      }
    });
  });

  describe("JwtRsaVerifier, with the server's own issuer", () => {
    let sample: TokenSample;

    before(async () => {
      sample = await takeSample(endpoint);
    });

    function verifier(audience: string | null) {
      const issuer = String(claimsOf(sample.tokens.id).iss);
      const made = JwtRsaVerifier.create({ issuer, audience, jwksUri: `${issuer}/.well-known/jwks.json` });
      made.cacheJwks(jwksOf(sample));
      return made;
    }

    it("accepts both tokens", async () => {
      assert.equal((await verifier(sample.clientId).verify(sample.tokens.id)).sub, sample.sub);
      assert.equal((await verifier(null).verify(sample.tokens.access)).client_id, sample.clientId);
    });

    it("refuses each forgery", () => {
      for (const tokens of [sample.badIdTokens, sample.badAccessTokens]) {
        for (const [what, token] of Object.entries(tokens)) {
          assert.throws(() => verifier(null).verifySync(token), Error, what);
        }
      }
    });
  });
});
