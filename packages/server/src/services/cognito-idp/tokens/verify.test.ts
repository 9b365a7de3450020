import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import fc from "../../../../test/property.ts";
import { createClock } from "../../../platform/clock.ts";
import { systemRandom } from "../../../platform/random.ts";
import { asAccessClaims } from "./access-claims.ts";
import { accessClaims, idClaims, signInScope } from "./claims.ts";
import { clientClaims } from "./client-claims.ts";
import { generateSigningKey, importSigningKey, jwks } from "./keys.ts";
import { signJwt } from "./sign-jwt.ts";
import { signTokens } from "./sign-tokens.ts";
import { createTokenVerifier } from "./verify.ts";

const records = await Promise.all([generateSigningKey(systemRandom), generateSigningKey(systemRandom)]);
const [id, access] = records.map(importSigningKey);
if (id === undefined || access === undefined) throw new Error("no keys");
const keys = { id, access };

const clock = createClock(() => 1_790_270_885_000);
const seconds = () => Math.floor(clock.now() / 1000);

function verifier(
  known: readonly { kid: string; publicKey: KeyObject }[] = [id, access].filter((key) => key !== undefined),
  remembered?: number,
) {
  return createTokenVerifier({
    findKey: async (kid) => known.find((key) => key.kid === kid)?.publicKey,
    clock,
    ...(remembered !== undefined && { remembered }),
  });
}

const input = {
  issuer: "http://localhost:4566/us-east-1_AbC123xyz",
  clientId: "7cauc5deq23ueku0n4tmqlgidr",
  user: { sub: "f4d80488-1001-7025-8f40-0a1b2c3d4e5f", username: "älice", attributes: { email: "a@example.com" } },
  readAttributes: undefined,
  groups: [],
  scope: signInScope,
  originJti: "o",
  eventId: "e",
  authTime: seconds(),
  issuedAt: seconds(),
  accessTokenLifetime: 3600,
  idTokenLifetime: 3600,
  revocation: true,
  rotation: false,
  refreshed: false,
};

const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

describe("keys", () => {
  test("are listed as AWS lists them, the one for ID tokens first", () => {
    const { keys: listed } = jwks({ id: keys.id.publicJwk, access: keys.access.publicJwk });
    expect(listed.map(({ kid }) => kid)).toEqual([keys.id.kid, keys.access.kid]);
    for (const jwk of listed) {
      expect(Object.keys(jwk)).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
      expect(jwk).toMatchObject({ alg: "RS256", e: "AQAB", kty: "RSA", use: "sig" });
      expect(jwk.kid).toMatch(/^[A-Za-z0-9+/]{43}=$/);
      expect(Buffer.from(jwk.n, "base64url")).toHaveLength(256);
    }
  });

  test("are what others verify with", async () => {
    const token = await signJwt(keys.id, { exp: 1 });
    const [header = "", payload = "", signature = ""] = token.split(".");
    const { verify } = await import("node:crypto");
    const key = createPublicKey({ key: { ...keys.id.publicJwk }, format: "jwk" });
    expect(verify("sha256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"))).toBe(true);
  });
});

describe("a token of ours", () => {
  test("has the recorded header, kid and alg and nothing else", async () => {
    const [header = ""] = (await signJwt(keys.access, { exp: 1 })).split(".");
    expect(Buffer.from(header, "base64url").toString()).toBe(`{"kid":"${keys.access.kid}","alg":"RS256"}`);
  });

  test("is valid with its claims, each of a pair under its own key", async () => {
    const tokens = await signTokens(input, keys, systemRandom);
    expect(tokens.expiresIn).toBe(3600);
    const [forAccess, forId] = await Promise.all(
      [tokens.accessToken, tokens.idToken].map((token) => verifier().verify(token)),
    );
    const jti = { access: expect.stringMatching(/^[0-9a-f-]{36}$/), id: expect.stringMatching(/^[0-9a-f-]{36}$/) };
    expect(forAccess).toEqual({ outcome: "valid", kid: keys.access.kid, claims: accessClaims({ ...input, jti }) });
    expect(forId).toEqual({ outcome: "valid", kid: keys.id.kid, claims: idClaims({ ...input, jti }) });
    expect(tokens.accessToken).not.toBe(tokens.idToken);
  });

  test("expires on the server's clock, also when it is remembered", async () => {
    const own = createClock(() => 1_000_000);
    const subject = createTokenVerifier({ findKey: async () => keys.id.publicKey, clock: own });
    const token = await signJwt(keys.id, { exp: 4600 });
    expect((await subject.verify(token)).outcome).toBe("valid");
    own.setOffset(3_599_999);
    expect((await subject.verify(token)).outcome).toBe("valid");
    own.setOffset(3_600_000);
    expect(await subject.verify(token)).toMatchObject({ outcome: "expired", claims: { exp: 4600 } });
    own.setOffset(0);
    expect((await subject.verify(token)).outcome).toBe("valid");
  });

  test("is unknown once its key is gone, also when it is remembered", async () => {
    const known = [keys.id];
    const subject = verifier(known);
    const token = await signJwt(keys.id, { exp: seconds() + 60 });
    expect((await subject.verify(token)).outcome).toBe("valid");
    known.pop();
    expect((await subject.verify(token)).outcome).toBe("unknown-key");
  });

  test("is not believed under another key with the same kid", async () => {
    const known = [{ kid: keys.id.kid, publicKey: keys.id.publicKey }];
    const subject = verifier(known);
    const token = await signJwt(keys.id, { exp: seconds() + 60 });
    expect((await subject.verify(token)).outcome).toBe("valid");
    known[0] = { kid: keys.id.kid, publicKey: keys.access.publicKey };
    expect((await subject.verify(token)).outcome).toBe("bad-signature");
  });

  test("is refused when any character of it was changed", async () => {
    const subject = verifier();
    const token = await signJwt(keys.access, { exp: seconds() + 60, sub: "x" });
    for (let at = 0; at < token.length; at++) {
      const tampered = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
      expect(["malformed", "unknown-key", "bad-signature"]).toContain((await subject.verify(tampered)).outcome);
    }
  });

  test("is refused with any other last character, though the last four bits of it say nothing", async () => {
    const subject = verifier();
    const token = await signJwt(keys.access, { exp: seconds() + 60, sub: "x" });
    for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") {
      if (token.endsWith(character)) continue;
      expect(await subject.verify(token.slice(0, -1) + character)).toEqual({ outcome: "bad-signature" });
    }
  });

  test("cannot have its claims changed by someone without the key", async () => {
    const token = await signJwt(keys.access, { exp: seconds() + 60, sub: "x" });
    const [header, , signature] = token.split(".");
    const forged = `${header}.${encode({ exp: seconds() + 60, sub: "admin" })}.${signature}`;
    expect(await verifier().verify(forged)).toEqual({ outcome: "bad-signature" });
  });
});

describe("a foreign token", () => {
  const payload = encode({ exp: seconds() + 60 });
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = keys.id.publicKey.export({ format: "pem", type: "spki" });

  test("signed by another key under our kid has a bad signature", async () => {
    const content = `${keys.id.encodedHeader}.${payload}`;
    const token = `${content}.${sign("sha256", Buffer.from(content), privateKey).toString("base64url")}`;
    expect((await verifier().verify(token)).outcome).toBe("bad-signature");
  });

  test("with alg none or an HMAC under our public key is malformed", async () => {
    const none = `${encode({ kid: keys.id.kid, alg: "none" })}.${payload}`;
    const hmac = `${encode({ kid: keys.id.kid, alg: "HS256" })}.${payload}`;
    const signed = createHmac("sha256", pem).update(hmac).digest("base64url");
    for (const token of [`${none}.`, `${none}.AA`, `${hmac}.${signed}`]) {
      expect((await verifier().verify(token)).outcome).toBe("malformed");
    }
  });

  test("with an unknown kid is that", async () => {
    const token = `${encode({ kid: "other", alg: "RS256" })}.${payload}.AA`;
    expect((await verifier().verify(token)).outcome).toBe("unknown-key");
  });

  test.each([
    "",
    ".",
    "..",
    "a.b",
    "a.b.c",
    "a.b.c.d",
    `${encode("[]")}.${payload}.AA`,
    `${encode("null")}.${payload}.AA`,
    `${encode({ alg: "RS256" })}.${payload}.AA`,
    `${encode({ alg: "RS256", kid: 7 })}.${payload}.AA`,
    `${keys.id.encodedHeader} .${payload}.AA`,
    `${keys.id.encodedHeader}.${payload}.AA\n`,
    `${keys.id.encodedHeader}.${"A".repeat(40_000)}.AA`,
  ])("that is no JWT is malformed", async (token) => {
    expect((await verifier().verify(token)).outcome).toBe("malformed");
  });

  test("of any text never throws and is never valid", async () => {
    const subject = verifier();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.tuple(fc.string(), fc.string(), fc.string()).map((parts) => parts.map(encode).join(".")),
        ),
        async (text) => {
          expect((await subject.verify(text)).outcome).toBe("malformed");
        },
      ),
    );
  });
});

test("a signed token without a time of expiry, or with an odd one, is malformed", async () => {
  for (const claims of [{}, { exp: "4600" }, { exp: null }]) {
    expect((await verifier().verify(await signJwt(keys.id, claims))).outcome).toBe("malformed");
  }
});

test("the memory of verified tokens is bounded, and a forgotten token verifies again", async () => {
  const subject = verifier(undefined, 2);
  const tokens = await Promise.all([1, 2, 3, 4].map((sub) => signJwt(keys.id, { exp: seconds() + 60, sub })));
  for (const token of [...tokens, ...tokens]) expect((await subject.verify(token)).outcome).toBe("valid");
});

describe("an access token's claims", async () => {
  const { accessToken, idToken } = await signTokens(input, keys, systemRandom);
  const verified = async (token: string) => {
    const result = await verifier().verify(token);
    if (result.outcome !== "valid") throw new Error(result.outcome);
    return result.claims;
  };

  test("are recognised for the issuers asked for", async () => {
    const claims = await verified(accessToken);
    expect(asAccessClaims(claims, [input.issuer])).toBe(claims);
    expect(asAccessClaims(claims, ["https://elsewhere", input.issuer])).toBe(claims);
    expect(asAccessClaims(claims, ["http://localhost:4566/us-east-1_other"])).toBeUndefined();
  });

  test("are not those of an ID token, nor of a client's own token, nor incomplete ones", async () => {
    const own = clientClaims({ issuer: input.issuer, clientId: "c", scope: "s", issuedAt: 1, lifetime: 9e9, jti: "j" });
    for (const token of [
      idToken,
      await signJwt(keys.access, own),
      await signJwt(keys.access, { exp: 9e9, token_use: "access" }),
    ]) {
      expect(asAccessClaims(await verified(token), [input.issuer])).toBeUndefined();
    }
  });

  test("cannot be changed by whoever reads them", async () => {
    expect(Object.isFrozen(await verified(accessToken))).toBe(true);
  });
});
