import type { UpdateUserPoolRequest } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import type { PasswordPolicy } from "./user-pool.ts";

/** When a temporary password runs out unless a request says otherwise; 0 means the same (documented: PasswordPolicyType). */
const DEFAULT_VALIDITY_DAYS = 7;

/**
 * A pool's password policy after a request. One that is omitted stays; in one that is given, what is omitted is not required (assumed).
 * UnusedAccountValidityDays is the older name of TemporaryPasswordValidityDays, and refused once the latter was given (documented).
 *
 * @throws InvalidParameterException
 */
export function passwordPolicy(
  { Policies, AdminCreateUserConfig }: Pick<UpdateUserPoolRequest, "Policies" | "AdminCreateUserConfig">,
  present: PasswordPolicy,
): PasswordPolicy {
  const given = Policies?.PasswordPolicy;
  const older = AdminCreateUserConfig?.UnusedAccountValidityDays || undefined;
  const newer = given?.TemporaryPasswordValidityDays || undefined;
  const everGiven = newer !== undefined || present.temporaryPasswordValidityGiven;
  if (older !== undefined && everGiven) throw errors.unusedAccountValidityConflict();
  if (given === undefined) {
    return { ...present, temporaryPasswordValidityDays: older ?? present.temporaryPasswordValidityDays };
  }
  return {
    minimumLength: given.MinimumLength ?? 8,
    requireUppercase: given.RequireUppercase ?? false,
    requireLowercase: given.RequireLowercase ?? false,
    requireNumbers: given.RequireNumbers ?? false,
    requireSymbols: given.RequireSymbols ?? false,
    temporaryPasswordValidityDays: newer ?? older ?? DEFAULT_VALIDITY_DAYS,
    temporaryPasswordValidityGiven: everGiven,
    passwordHistorySize: given.PasswordHistorySize,
  };
}
