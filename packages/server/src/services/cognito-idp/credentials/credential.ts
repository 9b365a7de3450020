import { constantTimeEqual } from "../../../platform/constant-time.ts";
import type { Random } from "../../../platform/random.ts";
import { matchesImportedHash } from "./imported-hash.ts";
import type { ModPow } from "./mod-pow.ts";
import { computeVerifier, createSalt, type VerifierOwner } from "./verifier.ts";

/** What proves a password. It is secret: the store seals it. */
export type Credential = SrpCredential | ImportedCredential;

/** Every password that was set here. Works with SRP and with plain passwords. */
export interface SrpCredential extends VerifierOwner {
  kind: "srp";
  /** RFC 3526 group 15, the only one that Cognito's clients know. */
  group: "modp15";
  /** 32 hex digits. */
  salt: string;
  /** g^x mod N in hex digits, lower case, not padded. */
  verifier: string;
}

/** A hash that came from elsewhere. Works with plain passwords only; whoever sees one match should store a `createCredential` instead. */
export interface ImportedCredential {
  kind: "imported";
  /** In the PHC string format: see `matchesImportedHash` for the algorithms. */
  phc: string;
}

/** The credential of a password set for `owner`, under a fresh salt. */
export async function createCredential(
  password: string,
  { poolName, userId }: VerifierOwner,
  { modPow, random }: { modPow: ModPow; random: Random },
): Promise<SrpCredential> {
  const salt = createSalt(random);
  const verifier = await computeVerifier(password, salt, { poolName, userId }, modPow);
  return { kind: "srp", group: "modp15", salt, verifier: verifier.toString(16), poolName, userId };
}

/**
 * Whether the password is the credential's, compared in constant time. Costs one exponentiation, or what the imported hash costs. An
 * imported hash of an unknown or unreasonable kind matches no password.
 */
export async function matchesPassword(
  credential: Credential,
  password: string,
  { modPow }: { modPow: ModPow },
): Promise<boolean> {
  if (credential.kind === "imported") return matchesImportedHash(credential.phc, password);
  const verifier = await computeVerifier(password, credential.salt, credential, modPow);
  return constantTimeEqual(verifier.toString(16), credential.verifier);
}

/** The text that the store seals. */
export function serializeCredential(credential: Credential): string {
  return JSON.stringify(credential);
}

/**
 * Reads what `serializeCredential` wrote.
 *
 * @throws Error, without quoting the text, when it is something else.
 */
export function parseCredential(text: string): Credential {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isSrpCredential(value) || isImportedCredential(value)) return value;
  throw new Error("A stored credential is damaged");
}

function isSrpCredential(value: unknown): value is SrpCredential {
  return (
    hasStrings(value, ["kind", "group", "salt", "verifier", "poolName", "userId"]) &&
    value.kind === "srp" &&
    value.group === "modp15" &&
    /^[0-9a-f]{32}$/.test(value.salt) &&
    /^[0-9a-f]{1,768}$/.test(value.verifier)
  );
}

function isImportedCredential(value: unknown): value is ImportedCredential {
  return hasStrings(value, ["kind", "phc"]) && value.kind === "imported";
}

function hasStrings<Name extends string>(value: unknown, names: readonly Name[]): value is Record<Name, string> {
  return (
    typeof value === "object" && value !== null && names.every((name) => typeof Reflect.get(value, name) === "string")
  );
}
