import { createHmac } from "node:crypto";
import type { CodeDeliveryDetailsType } from "../../../models/cognito-idp/types.ts";
import type { UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import { isEmail, isPhoneNumber } from "../users/contact-formats.ts";
import { foldName } from "../users/names.ts";
import { hidingDeliveryDetails } from "./destination.ts";

/**
 * What a client that hides unknown users is told about a code nobody gets: the medium follows the form of the typed name and the
 * attributes the pool could send to (guide, "Managing error responses"), the rest looks like a masked address. The same for the
 * same name in the same pool, so that asking twice shows nothing, and keyed by the pool's secret, so that nobody can compute it.
 *
 * @param typed the name as it was typed
 * @param attributes those a real user's code could go to, best first: AutoVerifiedAttributes, or `recoveryOrder`
 */
export function simulatedDeliveryDetails(
  pool: UserPool,
  typed: string,
  attributes: readonly VerifiableAttribute[],
): CodeDeliveryDetailsType | undefined {
  const attribute =
    attributes.find((name) => (name === "email" ? isEmail(typed) : isPhoneNumber(typed))) ?? attributes[0];
  if (attribute === undefined) return undefined;
  const isAddress = attribute === "email" ? isEmail(typed) : isPhoneNumber(typed);
  const address = isAddress ? typed : inventedAddress(pool, typed, attribute);
  return hidingDeliveryDetails({ attribute, medium: attribute === "email" ? "EMAIL" : "SMS", address });
}

function inventedAddress(pool: UserPool, typed: string, attribute: VerifiableAttribute): string {
  const bytes = createHmac("sha256", pool.secret)
    .update(`simulated-delivery\0${foldName(pool, typed)}`)
    .digest();
  if (attribute === "email") return `${letter(bytes[0])}@${letter(bytes[1])}`;
  return `+${(bytes.readUInt32BE(4) % 10_000).toString().padStart(11, "1")}`;
}

function letter(byte = 0): string {
  return String.fromCharCode(97 + (byte % 26));
}
