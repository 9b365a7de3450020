import { isIPv6 } from "node:net";

/**
 * The network that an address counts as: an IPv4 address by itself, an IPv6 address by its first 64 bits, since whoever has one of
 * those has all others that share them (RFC 6177).
 */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  // The URL parser writes every form of an address in hexadecimal groups, the longest run of zeros as "::".
  const [head = "", tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return `${[...before, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}
