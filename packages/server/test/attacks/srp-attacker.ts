import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import {
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { bigIntPower } from "../../src/services/cognito-idp/credentials/mod-pow.ts";
import { g, hashToNumber, k, N, signedBytes } from "../../src/services/cognito-idp/credentials/srp-group.ts";
import type { PoolInUse } from "../cognito-idp/pool-in-use.ts";
import { present } from "../cognito-idp/test-pool.ts";

/** A TIMESTAMP as Cognito's clients write it. @param time milliseconds */
export function dateText(time = Date.now()): string {
  const [day, date, month, year, clock] = new Date(time).toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${Number(date)} ${clock} UTC ${year}`;
}

/** One side of SRP that may claim any A and any shared secret; the honest ones are those of `a` and of a password. */
export interface SrpSide {
  A: bigint;
  /** SRP_A as sent. */
  text: string;
  /** The shared secret of somebody who knows the password. */
  honestSecret(parameters: Record<string, string>, password: string): bigint;
  /** ChallengeResponses for a shared secret. */
  answer(parameters: Record<string, string>, secret: bigint, timestamp?: string): Record<string, string>;
}

/** @param claimed `a` is the private exponent, `A` what is sent instead of g ^ a, `text` how it is written */
export function srpSide(poolId: string, claimed: { a?: bigint; A?: bigint; text?: string } = {}): SrpSide {
  const a = claimed.a ?? BigInt(`0x${randomBytes(16).toString("hex")}`);
  const A = claimed.A ?? bigIntPower(g, a);
  const text = claimed.text ?? A.toString(16);
  const poolName = poolId.split("_")[1] ?? "";
  const scrambler = (SRP_B: string) => hashToNumber(signedBytes(A), signedBytes(BigInt(`0x${SRP_B}`)));
  return {
    A,
    text,
    honestSecret({ SALT = "", SRP_B = "", USER_ID_FOR_SRP = "" }, password) {
      const inner = createHash("sha256").update(`${poolName}${USER_ID_FOR_SRP}:${password}`).digest();
      const x = hashToNumber(signedBytes(BigInt(`0x${SALT}`)), inner);
      const base = (((BigInt(`0x${SRP_B}`) - k * bigIntPower(g, x)) % N) + N) % N;
      return bigIntPower(base, a + scrambler(SRP_B) * x);
    },
    answer({ SECRET_BLOCK = "", SRP_B = "", USER_ID_FOR_SRP = "" }, secret, timestamp = dateText()) {
      const u = scrambler(SRP_B);
      const key = new Uint8Array(hkdfSync("sha256", signedBytes(secret), signedBytes(u), "Caldera Derived Key", 16));
      return {
        USERNAME: USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        TIMESTAMP: timestamp,
        PASSWORD_CLAIM_SIGNATURE: createHmac("sha256", key)
          .update(poolName)
          .update(USER_ID_FOR_SRP)
          .update(Buffer.from(SECRET_BLOCK, "base64"))
          .update(timestamp)
          .digest("base64"),
      };
    },
  };
}

/** A challenge that the server gave out. */
export interface BegunSrp {
  side: SrpSide;
  parameters: Record<string, string>;
  /** ChallengeResponses of somebody who has this password. */
  by(password: string, timestamp?: string): Record<string, string>;
}

/** Begins USER_SRP_AUTH. */
export async function beginSrp(
  pool: PoolInUse,
  username: string,
  { side = srpSide(pool.poolId), client = pool.main }: { side?: SrpSide; client?: { clientId: string } } = {},
): Promise<BegunSrp> {
  const { ChallengeParameters } = await pool.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_SRP_AUTH",
      ClientId: client.clientId,
      AuthParameters: { USERNAME: username, SRP_A: side.text },
    }),
  );
  const parameters = present(ChallengeParameters);
  const by: BegunSrp["by"] = (password, timestamp) =>
    side.answer(parameters, side.honestSecret(parameters, password), timestamp);
  return { side, parameters, by };
}

export function prove(
  pool: PoolInUse,
  answer: Record<string, string>,
  client = pool.main,
): Promise<InitiateAuthCommandOutput> {
  return pool.sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId: client.clientId,
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeResponses: answer,
    }),
  );
}

/** Values of A for which the shared secret can be known without the password, with what it then may be. */
export const weakPublics: readonly { name: string; A: bigint; text?: string; secrets: readonly bigint[] }[] = [
  { name: "0", A: 0n, secrets: [0n] },
  { name: "N", A: N, secrets: [0n] },
  { name: "2N", A: 2n * N, secrets: [0n] },
  { name: "1", A: 1n, secrets: [0n, 1n] },
  { name: "N + 1", A: N + 1n, secrets: [0n, 1n] },
  { name: "N - 1", A: N - 1n, secrets: [0n, 1n, N - 1n] },
  { name: "0 in many digits", A: 0n, text: "0".repeat(64), secrets: [0n] },
];
