/** The parts of a request that a signature covers. */
export interface SignedRequest {
  method: string;
  /** As sent, encoded. */
  path: string;
  /** As sent, without "?". */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
}

/**
 * The canonical request of Signature Version 4 (IAM user guide, "Create a canonical request").
 * @param signedHeaders names in lower case, in order.
 * @param payloadHash hexadecimal SHA-256 of the body, or a word such as UNSIGNED-PAYLOAD.
 * @param once S3 takes the path as it is; every other service normalises it and encodes it once more.
 */
export function canonicalRequest(
  request: SignedRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
  once: boolean,
): string {
  return [
    request.method,
    once ? encodePathOnce(request.path) : encodePathTwice(request.path),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(request.headers[name])}`),
    "",
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

/** Spaces around a value and runs of spaces in it do not count. */
function canonicalValue(value = ""): string {
  return value.trim().replace(/\s+/g, " ");
}

/** RFC 3986 §2.3: everything is encoded except letters, digits and `-._~`. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function encodePathTwice(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  const slash = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.map(encodeRfc3986).join("/")}${slash}`;
}

function encodePathOnce(path: string): string {
  return path
    .split("/")
    .map((segment) => encodeRfc3986(decode(segment)))
    .join("/");
}

/** Names and values decoded and encoded anew, sorted by their encoded form. The signature itself is not part of it. */
function canonicalQuery(query: string): string {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equal = pair.indexOf("=");
      const name = equal < 0 ? pair : pair.slice(0, equal);
      const value = equal < 0 ? "" : pair.slice(equal + 1);
      return [encodeRfc3986(decode(name)), encodeRfc3986(decode(value))] as const;
    })
    .filter(([name]) => name !== "X-Amz-Signature")
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A text that is no valid encoding stays as it is: the signature then fails or holds by the text itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
