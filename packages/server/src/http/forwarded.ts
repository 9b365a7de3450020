import { isIP } from "node:net";

/** Headers by which a proxy tells of its client. Whoever may send them freely chooses the address that limits and logs see. */
const forwardedHeaders = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/** The first forwarded header of a request, if any. */
export function forwardedHeader(headers: Readonly<Record<string, string>>): string | undefined {
  return forwardedHeaders.find((name) => headers[name] !== undefined);
}

/** Where a request came from. */
export interface Origination {
  /** An IP address, IPv4 without its IPv6 prefix. */
  sourceIp: string;
  secure: boolean;
}

/**
 * Where a request came from according to the proxy that sent it here: the last entries of X-Forwarded-For and X-Forwarded-Proto,
 * the ones that our own proxy appended; earlier entries are the client's word. The Host header must be the one that the client
 * sent (signatures cover it); X-Forwarded-Host and Forwarded are not read, since proxies hand them on unchecked.
 */
export function throughProxy(peer: Origination, headers: Readonly<Record<string, string>>): Origination {
  const address = withoutPort(last(headers["x-forwarded-for"]));
  const scheme = last(headers["x-forwarded-proto"])?.toLowerCase();
  return {
    sourceIp: address !== undefined && isIP(address) ? plainAddress(address) : peer.sourceIp,
    secure: scheme === undefined ? peer.secure : scheme === "https",
  };
}

/** An IPv4 address that a dual-stack socket shows as `::ffff:1.2.3.4`, as it is. */
export function plainAddress(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice("::ffff:".length) : address;
}

/** Some proxies write the client's port behind its address (Azure's gateways always, AWS's load balancers when told to). */
function withoutPort(node: string | undefined): string | undefined {
  const [, v6, v4] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(node ?? "") ?? [];
  return v6 ?? v4 ?? node;
}

function last(list: string | undefined): string | undefined {
  return list?.split(",").at(-1)?.trim();
}
