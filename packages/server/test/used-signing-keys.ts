import { systemRandom } from "../src/platform/random.ts";
import { generateSigningKey, type SigningKeyRecord } from "../src/services/cognito-idp/tokens/keys.ts";

const made: Promise<SigningKeyRecord>[] = [];

/**
 * Key pairs for one server: no two of its pools get the same, but another server of this thread may have had them before. Most of what a test
 * takes would else go into prime numbers.
 */
export function usedSigningKeys(): () => Promise<SigningKeyRecord> {
  let taken = 0;
  return () => {
    const index = taken++;
    made[index] ??= generateSigningKey(systemRandom);
    return made[index];
  };
}
