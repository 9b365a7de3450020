import { BlockList, isIP, isIPv6 } from "node:net";

function blocks(...subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = "", bits] = subnet.split("/");
    list.addSubnet(address, Number(bits), isIPv6(address) ? "ipv6" : "ipv4");
  }
  return list;
}

const loopback = blocks("127.0.0.0/8", "::1/128");

/** Addresses that lead into somebody's own network, or nowhere (IANA special-purpose address registries). */
const inner = blocks(
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "::/128",
  "100::/64",
  "2001:db8::/32",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
);

/** Link-local addresses: where clouds keep the credentials of their machines. */
const linkLocal = blocks("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128");

/**
 * Addresses that carry an IPv4 address in their last bits, so that it counts as that: mapped (also `::ffff:7f00:1`), compatible and
 * NAT64.
 */
const embedding = blocks("::ffff:0:0/96", "::/96", "64:ff9b::/96");

/** Whether a host name or address is this machine's loopback by itself, without asking a name server. */
export function isLoopback(name: string): boolean {
  return name === "localhost" || (isIP(name) !== 0 && inBlocks(loopback, name));
}

/** What an IP address leads to; `public` is everything that no registry sets apart. */
export function addressKind(address: string): "loopback" | "link-local" | "private" | "public" {
  if (inBlocks(loopback, address)) return "loopback";
  if (inBlocks(linkLocal, address)) return "link-local";
  return inBlocks(inner, address) ? "private" : "public";
}

function inBlocks(list: BlockList, address: string): boolean {
  if (!isIPv6(address)) return list.check(address, "ipv4");
  if (list.check(address, "ipv6")) return true;
  const carried = embedding.check(address, "ipv6") ? carriedIpv4(address) : undefined;
  return carried !== undefined && list.check(carried, "ipv4");
}

/** The last 32 bits of an IPv6 address, as an IPv4 address. */
function carriedIpv4(address: string): string | undefined {
  // The URL parser writes every form in hexadecimal groups.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(":");
  const [high = "0", low = "0"] = groups.slice(-2);
  const bits = (Number.parseInt(high || "0", 16) << 16) | Number.parseInt(low || "0", 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
}
