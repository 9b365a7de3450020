import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import type { Random } from "../../../platform/random.ts";

/** A public key as JWKS shows it, its members in AWS's order (recorded: stackd login_workflows). */
export interface PublicJwk {
  alg: "RS256";
  /** base64url. */
  e: string;
  kid: string;
  kty: "RSA";
  /** base64url. */
  n: string;
  use: "sig";
}

/** A key pair as it is stored. `privateKey` is secret: it is stored sealed. */
export interface SigningKeyRecord {
  kid: string;
  publicJwk: PublicJwk;
  /** PKCS #8, PEM. */
  privateKey: string;
}

/** A key pair ready for use. Keep it: parsing the PEM for every token would cost more than some signatures do. */
export interface SigningKey {
  kid: string;
  publicJwk: PublicJwk;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** The first part of every token that it signs. */
  encodedHeader: string;
}

/**
 * A new RSA-2048 pair, made in libuv's pool: 25 ms and often several times that, so they are made ahead (see `createKeyStock`). Its id is
 * 32 random bytes in padded standard base64, 44 characters, as AWS's are.
 */
export async function generateSigningKey(random: Random): Promise<SigningKeyRecord> {
  const { publicKey, privateKey } = await new Promise<{ publicKey: KeyObject; privateKey: KeyObject }>(
    (resolve, reject) => {
      generateKeyPair("rsa", { modulusLength: 2048, publicExponent: 0x10001 }, (error, publicKey, privateKey) =>
        error === null ? resolve({ publicKey, privateKey }) : reject(error),
      );
    },
  );
  const { e, n } = publicKey.export({ format: "jwk" });
  if (e === undefined || n === undefined) throw new Error("A new RSA key has no modulus or exponent");
  const kid = random.bytes(32).toString("base64");
  return {
    kid,
    publicJwk: { alg: "RS256", e, kid, kty: "RSA", n, use: "sig" },
    privateKey: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

/** @throws Error when the stored key is no PEM. */
export function importSigningKey({ kid, publicJwk, privateKey }: SigningKeyRecord): SigningKey {
  const key = createPrivateKey(privateKey);
  return {
    kid,
    publicJwk,
    privateKey: key,
    publicKey: createPublicKey(key),
    // Exactly these two members, without `typ` (recorded).
    encodedHeader: Buffer.from(JSON.stringify({ kid, alg: "RS256" })).toString("base64url"),
  };
}

/** The body of `/{poolId}/.well-known/jwks.json`. The first key signs ID tokens, the second access tokens (recorded: stackd). */
export function jwks({ id, access }: { id: PublicJwk; access: PublicJwk }): { keys: PublicJwk[] } {
  return { keys: [id, access] };
}
