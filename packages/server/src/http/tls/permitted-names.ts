import { isIP, isIPv4 } from "node:net";
import { derElement, derElements, derTags } from "./der.ts";

/**
 * The names for which an authority may issue certificates: the X.509 extension NameConstraints (RFC 5280 §4.2.1.10). Clients hold
 * the authority to it, so that whoever gets hold of its key can imitate nothing else.
 */
export interface PermittedNames {
  /** Each with all names below it. */
  domains: readonly string[];
  addresses: readonly AddressRange[];
}

interface AddressRange {
  address: Buffer;
  mask: Buffer;
}

export const nameConstraintsId = "2.5.29.30";

const dnsName = derTags.context(2);
const ipAddress = derTags.context(7);
const permittedSubtrees = derTags.contextList(0);

/** This machine's loopback addresses. */
const loopbackRanges: readonly AddressRange[] = [
  { address: Buffer.from([127, 0, 0, 0]), mask: Buffer.from([255, 0, 0, 0]) },
  { address: addressBytes("::1"), mask: Buffer.alloc(16, 255) },
];

/**
 * The loopback and what is given besides.
 * @param names domains, or single addresses
 */
export function permitNames(names: readonly string[]): PermittedNames {
  const single = names.filter((name) => isIP(name) !== 0).map(addressBytes);
  return {
    domains: [...new Set(["localhost", ...names.filter((name) => isIP(name) === 0)])],
    addresses: [...loopbackRanges, ...single.map((address) => ({ address, mask: Buffer.alloc(address.length, 255) }))],
  };
}

/** Whether a certificate for this host name, wildcard (`*.x`) or address is accepted from the authority. */
export function isPermitted({ domains, addresses }: PermittedNames, name: string): boolean {
  if (isIP(name) === 0) {
    const labels = name.replace(/^\*\./, "");
    return domains.some((domain) => labels === domain || labels.endsWith(`.${domain}`));
  }
  const bytes = addressBytes(name);
  return addresses.some(
    ({ address, mask }) =>
      address.length === bytes.length && bytes.every((byte, at) => (byte & (mask[at] ?? 0)) === address[at]),
  );
}

/** The extension's value. */
export function encodePermittedNames({ domains, addresses }: PermittedNames): Buffer {
  const subtrees = [
    ...domains.map((domain) => derElement(dnsName, Buffer.from(domain, "latin1"))),
    ...addresses.map(({ address, mask }) => derElement(ipAddress, address, mask)),
  ].map((base) => derElement(derTags.sequence, base));
  return derElement(derTags.sequence, derElement(permittedSubtrees, ...subtrees));
}

/** @throws Error when the bytes are no such extension */
export function decodePermittedNames(value: Uint8Array): PermittedNames {
  const [outer] = derElements(value);
  const permitted = derElements(outer?.content ?? new Uint8Array()).find(({ tag }) => tag === permittedSubtrees);
  const bases = derElements(permitted?.content ?? new Uint8Array()).flatMap(({ content }) =>
    derElements(content).slice(0, 1),
  );
  return {
    domains: bases.filter(({ tag }) => tag === dnsName).map(({ content }) => content.toString("latin1")),
    addresses: bases
      .filter(({ tag }) => tag === ipAddress)
      .map(({ content }) => ({
        address: content.subarray(0, content.length / 2),
        mask: content.subarray(content.length / 2),
      })),
  };
}

/** An address in network order: 4 or 16 bytes. */
function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  // The URL parser writes every form of an IPv6 address in groups of hexadecimal digits, with "::" at most once.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - groups(head).length - after.length }, () => "0");
  return Buffer.from([...groups(head), ...zeros, ...after].map((group) => group.padStart(4, "0")).join(""), "hex");
}
