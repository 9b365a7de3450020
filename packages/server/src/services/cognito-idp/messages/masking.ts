import type { VerifiableAttribute } from "../pools/user-pool.ts";

/** How answers show each kind of address. */
const MASKS: Record<VerifiableAttribute, (address: string) => string> = {
  // Three stars whatever the length, the top-level domain hidden (recorded 2026; older answers showed it).
  email: (address) => {
    const at = address.lastIndexOf("@");
    return `${first(address.slice(0, at))}***@${first(address.slice(at + 1))}***`;
  },
  // The last four digits, a star for each of the others (quoted for twelve digits).
  phone_number: (address) => {
    const digits = address.replace(/^\+/, "");
    return `+${"*".repeat(Math.max(digits.length - 4, 0))}${digits.slice(-4)}`;
  },
};

/** An address as CodeDeliveryDetails shows it: enough to recognise one's own, too little to learn another's. */
export function maskedAddress(attribute: VerifiableAttribute, address: string): string {
  return MASKS[attribute](address);
}

/** The first whole character, which may be two UTF-16 units. */
function first(text: string): string {
  return Array.from(text)[0] ?? "";
}
