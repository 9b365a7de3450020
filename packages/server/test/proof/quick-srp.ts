import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { openSslPower } from "../../src/services/cognito-idp/credentials/open-ssl-power.ts";
import { g, hashToNumber, k, N, signedBytes } from "../../src/services/cognito-idp/credentials/srp-group.ts";

/**
 * The client's half of SRP by OpenSSL's arithmetic: a hundred times faster than amazon-cognito-identity-js, for tests that sign in often.
 * That the server agrees with the stock clients is proven elsewhere.
 */
export function createQuickSrp(poolId: string) {
  const poolName = poolId.slice(poolId.indexOf("_") + 1);
  const a = number(randomBytes(32));
  const A = openSslPower(g, a);
  return {
    SRP_A: A.toString(16),
    /** What to answer to PASSWORD_VERIFIER. @param parameters ChallengeParameters */
    answer(parameters: Readonly<Record<string, string>>, password: string) {
      const { SALT = "", SECRET_BLOCK = "", SRP_B = "", USER_ID_FOR_SRP = "" } = parameters;
      const B = BigInt(`0x${SRP_B}`);
      const inner = createHash("sha256").update(`${poolName}${USER_ID_FOR_SRP}:${password}`).digest();
      const x = hashToNumber(signedBytes(BigInt(`0x${SALT}`)), inner);
      const u = hashToNumber(signedBytes(A), signedBytes(B));
      const base = (((B - k * openSslPower(g, x)) % N) + N) % N;
      const S = openSslPower(base, a + u * x);
      const key = hkdfSync("sha256", signedBytes(S), signedBytes(u), "Caldera Derived Key", 16);
      const TIMESTAMP = srpTimestamp(new Date());
      const signature = createHmac("sha256", new Uint8Array(key))
        .update(poolName)
        .update(USER_ID_FOR_SRP)
        .update(Buffer.from(SECRET_BLOCK, "base64"))
        .update(TIMESTAMP)
        .digest("base64");
      return {
        USERNAME: USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP,
      };
    },
  };
}

const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString("hex")}`);

/** As clients write it: `Tue Nov 3 09:05:07 UTC 2026`, the day of the month without a zero. */
function srpTimestamp(date: Date): string {
  const [day = "", dayOfMonth = "", month = "", year = "", time = ""] = date.toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${Number(dayOfMonth)} ${time} UTC ${year}`;
}
