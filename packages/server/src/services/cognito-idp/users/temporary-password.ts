import type { PasswordPolicy } from "../pools/user-pool.ts";

const DAY = 86_400_000;
const DEFAULT_DAYS = 7;

/**
 * Whether a temporary password has run out. 0 days mean the default of seven (API reference, PasswordPolicyType).
 *
 * @param since when it was set, in milliseconds
 * @param now milliseconds
 */
export function isTemporaryPasswordExpired(policy: PasswordPolicy, since: number, now: number): boolean {
  return now >= since + (policy.temporaryPasswordValidityDays || DEFAULT_DAYS) * DAY;
}
