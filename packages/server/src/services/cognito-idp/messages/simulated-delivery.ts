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

/**
 * First letters about as often as real addresses have them: many local parts begin like the user name, many domains are those of the
 * great providers. A letter by itself then shows nothing, and neither do many.
 */
const LOCAL_PARTS = "aaaaabbbcccddddeeefffgghhiijjjjjkkklllmmmmmmnnnoopppqrrrrssssssttttuvvwyz12";
const DOMAINS = "gggggggggggghhhhyyyyoooiimmcccaaebdfjklnprstuvwxz1q";

function inventedAddress(pool: UserPool, typed: string, attribute: VerifiableAttribute): string {
  const folded = foldName(pool, typed);
  const drawn = createHmac("sha256", pool.secret).update(`simulated-delivery\0${folded}`).digest();
  if (attribute === "email") {
    const own = /^[a-z0-9]/.exec(folded.toLowerCase())?.[0];
    const local = own !== undefined && drawn.readUInt8(0) < 128 ? own : pick(LOCAL_PARTS, drawn.readUInt16BE(1));
    return `${local}@${pick(DOMAINS, drawn.readUInt16BE(3))}`;
  }
  return `+${(drawn.readUInt32BE(4) % 10_000).toString().padStart(11 + (drawn.readUInt8(8) % 2), "1")}`;
}

function pick(letters: string, number: number): string {
  return letters.charAt(number % letters.length);
}
