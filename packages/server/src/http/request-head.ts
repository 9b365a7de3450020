import { httpErrors } from "./errors.ts";

/** The parts of a request line and its headers, as surfaces see them. */
export interface RequestHead {
  target: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  host: string;
}

/**
 * Reads a request's target and headers.
 * @param rawHeaders names and values in turn, as received.
 * @throws HttpError 400 for a target that is neither a path nor a URL, for several Host headers, and for a URL of another host.
 */
export function readHead(requestTarget: string, rawHeaders: readonly string[]): RequestHead {
  const headers = joinHeaders(rawHeaders);
  let target = requestTarget;
  if (!target.startsWith("/")) {
    // RFC 9112 §3.2.2: a server must accept a whole URL. Its authority counts as the host; two that differ are an attack.
    const absolute = /^https?:\/\/([^/?#]+)([/?].*)?$/i.exec(target);
    if (!absolute) throw httpErrors.malformedTarget();
    const [, authority = "", rest = "/"] = absolute;
    if (headers.host !== undefined && headers.host.toLowerCase() !== authority.toLowerCase())
      throw httpErrors.hostContradicted();
    headers.host = authority;
    target = rest.startsWith("?") ? `/${rest}` : rest;
  }
  const mark = target.indexOf("?");
  return {
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? "" : target.slice(mark + 1),
    headers,
    host: (headers.host ?? "").toLowerCase(),
  };
}

/** Names in lower case, repeated ones joined (RFC 9110 §5.3). Without a prototype, so that no name has a meaning of its own. */
function joinHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    const before = headers[name];
    if (before === undefined) headers[name] = value;
    else if (name === "host") throw httpErrors.hostRepeated();
    else headers[name] = `${before}${name === "cookie" ? "; " : ", "}${value}`;
  }
  return headers;
}
