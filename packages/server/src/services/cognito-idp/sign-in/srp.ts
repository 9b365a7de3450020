import { createHash, createHmac, hkdfSync } from "node:crypto";
import { constantTimeEqual } from "../../../platform/constant-time.ts";
import type { Random } from "../../../platform/random.ts";
import type { SrpCredential } from "../credentials/credential.ts";
import type { ModPow } from "../credentials/mod-pow.ts";
import { elementLength, g, hashToNumber, k, N, parseHex, signedBytes } from "../credentials/srp-group.ts";

/** What the server remembers between challenge and proof. Plain data; `serverPrivate` is secret, so it is stored sealed. */
export interface SrpState {
  /** A, hex digits. */
  clientPublic: string;
  /** b, hex digits. */
  serverPrivate: string;
  /** B, hex digits. */
  serverPublic: string;
}

/** The server's half of the exchange. */
export interface SrpChallenge {
  /** For SRP_B: lower-case hex digits, not padded, as recorded from AWS. */
  serverPublic: string;
  /** For SECRET_BLOCK: base64 of random bytes. It identifies the challenge (see `secretBlockId`) and is part of what the proof signs. */
  secretBlock: string;
  state: SrpState;
}

/** What a client sends to prove its password. */
export interface SrpProof {
  /** PASSWORD_CLAIM_SECRET_BLOCK as sent. */
  secretBlock: string;
  /** TIMESTAMP as `readSrpTimestamp` has it. */
  timestamp: string;
  /** PASSWORD_CLAIM_SIGNATURE as sent, base64. */
  signature: string;
}

interface SrpPorts {
  modPow: ModPow;
  random: Random;
}

/** The private exponent b in bytes: 256 bits match the group's strength of about 128. */
const privateLength = 32;
const secretBlockLength = 48;
/** SRP_A as hex digits: an honest one has at most 768, and AWS takes shorter ones too. */
const clientPublicDigits = 2 * elementLength + 2;

/**
 * Begins SRP-6a: B = k·v + g^b for a fresh b, one exponentiation.
 *
 * An A that is 0, 1 or -1 modulo N would let anybody know the shared secret. AWS answers its challenge nevertheless (recorded: stackd
 * login_workflows, SRP_A "0"), so this does too, and `provesPassword` refuses every proof for it.
 *
 * @param clientPublic SRP_A as sent
 * @returns undefined when `clientPublic` is not a number in hex digits
 */
export async function beginSrp(
  clientPublic: string,
  credential: SrpCredential,
  { modPow, random }: SrpPorts,
): Promise<SrpChallenge | undefined> {
  const A = parseHex(clientPublic, clientPublicDigits);
  if (A === undefined) return undefined;
  const b = BigInt(`0x${random.bytes(privateLength).toString("hex")}`);
  const B = (k * verifierOf(credential) + (await modPow(g, b))) % N;
  // Clients refuse B = 0 (RFC 5054, 2.5.3), which chance will not bring about once.
  if (B === 0n) return beginSrp(clientPublic, credential, { modPow, random });
  return {
    serverPublic: B.toString(16),
    secretBlock: random.bytes(secretBlockLength).toString("base64"),
    state: { clientPublic: A.toString(16), serverPrivate: b.toString(16), serverPublic: B.toString(16) },
  };
}

/**
 * Whether the proof shows that the client knows the credential's password: it is an HMAC over pool name, user id, secret block and
 * timestamp under a key that both sides derive from S = (A·v^u)^b. Two exponentiations, whatever is wrong, and compared in constant time.
 *
 * @param credential must be the one that `beginSrp` was given; after a change of password meanwhile no proof is right
 */
export async function provesPassword(
  { state, credential, proof }: { state: SrpState; credential: SrpCredential; proof: SrpProof },
  { modPow }: Pick<SrpPorts, "modPow">,
): Promise<boolean> {
  const A = BigInt(`0x${state.clientPublic}`);
  const B = BigInt(`0x${state.serverPublic}`);
  const b = BigInt(`0x${state.serverPrivate}`);
  const u = hashToNumber(signedBytes(A), signedBytes(B));
  const reduced = A % N;
  const acceptable = u !== 0n && reduced !== 0n && reduced !== 1n && reduced !== N - 1n;
  // For an A that is never accepted g stands in, so that refusing it takes as long as refusing a wrong password.
  const base = ((acceptable ? reduced : g) * (await modPow(verifierOf(credential), u))) % N;
  const S = await modPow(base, b);
  const signature = createHmac("sha256", deriveKey(S, u))
    .update(credential.poolName, "utf8")
    .update(credential.userId, "utf8")
    .update(Buffer.from(proof.secretBlock, "base64"))
    .update(proof.timestamp, "utf8")
    .digest();
  return constantTimeEqual(signature, Buffer.from(proof.signature, "base64")) && acceptable;
}

/** What a challenge is stored and found under: a hash of the bytes of SECRET_BLOCK, however its base64 is written. */
export function secretBlockId(secretBlock: string): string {
  return createHash("sha256").update(Buffer.from(secretBlock, "base64")).digest("base64url");
}

/** HKDF (RFC 5869) with the fixed text of Cognito's clients, cut to 16 bytes. */
function deriveKey(S: bigint, u: bigint): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", signedBytes(S), signedBytes(u), "Caldera Derived Key", 16));
}

function verifierOf(credential: SrpCredential): bigint {
  return BigInt(`0x${credential.verifier}`);
}
