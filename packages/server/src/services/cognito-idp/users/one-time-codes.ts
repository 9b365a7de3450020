import { errors } from "../errors.ts";
import type { UserPool, VerifiableAttribute } from "../pools/user-pool.ts";

/** First factors that are codes to an address. */
const SENT_TO: readonly { factor: string; attribute: VerifiableAttribute }[] = [
  { factor: "EMAIL_OTP", attribute: "email" },
  { factor: "SMS_OTP", attribute: "phone_number" },
];

/** Whether users of the pool may sign in by one-time codes, and so without a password. */
export function hasOneTimeCodes(pool: UserPool): boolean {
  return addressesForCodes(pool).length > 0;
}

/**
 * A user without a password must have an address that a one-time code can go to (documented: AdminCreateUser, UserAttributes).
 *
 * @throws InvalidParameterException
 */
export function assertReachableByCode(pool: UserPool, attributes: Readonly<Record<string, string>>): void {
  if (!addressesForCodes(pool).some((attribute) => attributes[attribute])) throw errors.noAddressForCodes();
}

function addressesForCodes({ settings }: UserPool): VerifiableAttribute[] {
  return SENT_TO.filter(({ factor }) => settings.allowedFirstAuthFactors.some((allowed) => allowed === factor)).map(
    ({ attribute }) => attribute,
  );
}
