import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { openSslPower } from "../../../packages/server/src/services/cognito-idp/credentials/open-ssl-power.ts";
import {
  g,
  hashToNumber,
  k,
  N,
  signedBytes,
} from "../../../packages/server/src/services/cognito-idp/credentials/srp-group.ts";
import { type Answer, type JsonClient, textAt } from "./json-client.ts";

/** Who signs in, and where. */
export interface SrpUser {
  /** The whole id; the part after `_` goes into the proof. */
  poolId: string;
  clientId: string;
  username: string;
  password: string;
}

// The client's own secret may stay the same for a whole run: the server cannot tell, and the load costs half.
const a = BigInt(`0x${randomBytes(32).toString("hex")}`);
const A = openSslPower(g, a);

/** What depends on the password and its salt alone, so that a second sign-in of a user is cheaper to make. */
const known = new Map<string, { x: bigint; power: bigint }>();

/** The first half of the sign-in. */
export function beginSrp(
  client: JsonClient,
  { clientId, username }: Pick<SrpUser, "clientId" | "username">,
): Promise<Answer> {
  return client.send("InitiateAuth", {
    ClientId: clientId,
    AuthFlow: "USER_SRP_AUTH",
    AuthParameters: { USERNAME: username, SRP_A: A.toString(16) },
  });
}

/** The second half: what to answer the challenge with. */
export function proveSrp(user: SrpUser, challenge: Record<string, unknown>): object {
  const at = (name: string) => textAt(challenge, `ChallengeParameters.${name}`);
  const poolName = user.poolId.slice(user.poolId.indexOf("_") + 1);
  const userId = at("USER_ID_FOR_SRP");
  const salt = at("SALT");
  const B = BigInt(`0x${at("SRP_B")}`);
  const { x, power } = passwordPower(user.password, { poolName, userId, salt });
  const u = hashToNumber(signedBytes(A), signedBytes(B));
  const base = (((B - k * power) % N) + N) % N;
  const S = openSslPower(base, a + u * x);
  const key = new Uint8Array(hkdfSync("sha256", signedBytes(S), signedBytes(u), "Caldera Derived Key", 16));
  const timestamp = srpTimestamp(new Date());
  const signature = createHmac("sha256", key)
    .update(poolName)
    .update(userId)
    .update(Buffer.from(at("SECRET_BLOCK"), "base64"))
    .update(timestamp)
    .digest("base64");
  return {
    ClientId: user.clientId,
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeResponses: {
      USERNAME: userId,
      PASSWORD_CLAIM_SECRET_BLOCK: at("SECRET_BLOCK"),
      PASSWORD_CLAIM_SIGNATURE: signature,
      TIMESTAMP: timestamp,
    },
  };
}

function passwordPower(
  password: string,
  { poolName, userId, salt }: { poolName: string; userId: string; salt: string },
): { x: bigint; power: bigint } {
  const name = JSON.stringify([poolName, userId, salt, password]);
  const found = known.get(name);
  if (found) return found;
  const inner = createHash("sha256").update(`${poolName}${userId}:${password}`).digest();
  const x = hashToNumber(signedBytes(BigInt(`0x${salt}`)), inner);
  const computed = { x, power: openSslPower(g, x) };
  known.set(name, computed);
  return computed;
}

/** `Tue Mar 3 09:05:07 UTC 2026`, as Cognito's clients write it. */
function srpTimestamp(date: Date): string {
  const [weekday = "", day = "", month = "", year = "", time = ""] = date.toUTCString().replace(",", "").split(" ");
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}
