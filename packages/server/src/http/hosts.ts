import { isIPv6 } from "node:net";

/** The parts of a Host header. */
export interface HostParts {
  /** Lower case, without a final dot; an IPv6 address without its brackets. */
  name: string;
  /** As written, "" when absent. */
  port: string;
}

const hostSyntax = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)\.?)(?::(\d{1,5}))?$/;

/** Splits a Host header (RFC 9110 §7.2). Undefined when it is none: user names, spaces, paths and control characters are refused. */
export function parseHost(host: string): HostParts | undefined {
  const match = hostSyntax.exec(host.toLowerCase());
  if (!match) return undefined;
  const [, address, name, port = ""] = match;
  if (port !== "" && Number(port) > 65_535) return undefined;
  if (address !== undefined) return isIPv6(address) ? { name: address, port } : undefined;
  if (name === undefined || name.length > 253 || name.includes("..")) return undefined;
  return { name, port };
}

/**
 * A pattern of host names, anchored at both ends: `{api}.execute-api.{region}.amazonaws.com`. `{x}` is exactly one label, so that
 * a longer name never passes for a shorter one; `{x+}` is one or more labels (bucket names may hold dots).
 * @returns the parts by name, or undefined when the host is another. The host is a name without port, in lower case.
 */
export function hostPattern(pattern: string): (name: string) => Readonly<Record<string, string>> | undefined {
  const names: string[] = [];
  const source = pattern
    .split(/(\{[A-Za-z]+\+?\})/)
    .map((part) => {
      const variable = /^\{([A-Za-z]+)(\+?)\}$/.exec(part);
      if (!variable) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(variable[1] ?? "");
      return variable[2] ? "([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*)" : "([a-z0-9_-]+)";
    })
    .join("");
  const expression = new RegExp(`^${source}$`);
  return (name) => {
    const match = expression.exec(name);
    return match ? Object.fromEntries(names.map((key, index) => [key, match[index + 1] ?? ""])) : undefined;
  };
}
