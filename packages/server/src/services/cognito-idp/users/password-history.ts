import { type Credential, matchesPassword } from "../credentials/credential.ts";
import type { ModPow } from "../credentials/mod-pow.ts";
import { errors } from "../errors.ts";

/**
 * Refuses a password that one of the earlier credentials proves. All are tried even after a match, so that the time taken does not
 * tell which it was. Slow, one exponentiation each: belongs before the unit of work.
 *
 * @throws PasswordHistoryPolicyViolationException
 */
export async function assertNotUsedBefore(
  password: string,
  earlier: readonly Credential[],
  arithmetic: { modPow: ModPow },
): Promise<void> {
  const matches = await Promise.all(earlier.map((credential) => matchesPassword(credential, password, arithmetic)));
  if (matches.includes(true)) throw errors.passwordUsedBefore();
}
