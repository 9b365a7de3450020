import { formatAmzDate, parseAmzDate } from "./amz-date.ts";
import type { SignedRequest } from "./canonical-request.ts";
import { signatureErrors } from "./errors.ts";

export const algorithm = "AWS4-HMAC-SHA256";

/** What a request says about its signature, complete in form; nothing of it is verified. */
export interface Authorization {
  algorithm: string;
  credential: string;
  /** In lower case, as listed. */
  signedHeaders: readonly string[];
  signature: string;
  /** In the basic format. */
  date: string;
  /** Milliseconds. */
  time: number;
  sessionToken: string | undefined;
  /** Seconds that a presigned URL lives; undefined for signatures in the header. */
  lifetime: number | undefined;
  presigned: boolean;
}

/**
 * Reads the signature from the Authorization header or from a presigned URL's query.
 * @throws AwsError when there is none, when both are there, or when a part is missing. The order of the checks is that of AWS's JSON services.
 */
export function readAuthorization(request: SignedRequest): Authorization {
  const header = request.headers.authorization?.trim();
  const query = readQuery(request.query);
  const presigned = query.has("x-amz-algorithm");
  if (header && presigned) throw signatureErrors.twice();
  if (header) return readHeader(header, request.headers);
  if (presigned) return readPresigned(query);
  throw signatureErrors.missing();
}

function readHeader(header: string, headers: SignedRequest["headers"]): Authorization {
  const [name = "", ...pairs] = header.split(/[\s,]+/).filter((part) => part !== "");
  if (name.includes("=")) throw signatureErrors.noAlgorithm();
  const parts = new Map<string, string>();
  for (const pair of pairs) {
    const equal = pair.indexOf("=");
    if (equal < 0) throw signatureErrors.noEqualSign(header);
    parts.set(pair.slice(0, equal), pair.slice(equal + 1));
  }
  const dated = headers["x-amz-date"] ?? headers.date;
  const missing = ["Credential", "Signature", "SignedHeaders"]
    .filter((part) => !parts.has(part))
    .map((part) => `Authorization header requires '${part}' parameter.`);
  if (dated === undefined)
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (missing.length > 0 || dated === undefined) throw signatureErrors.headerParts(missing, header);

  return {
    algorithm: name,
    credential: parts.get("Credential") ?? "",
    signedHeaders: headerList(parts.get("SignedHeaders")),
    signature: parts.get("Signature") ?? "",
    ...readDate(dated),
    sessionToken: headers["x-amz-security-token"],
    lifetime: undefined,
    presigned: false,
  };
}

const presignedParts = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

function readPresigned(query: ReadonlyMap<string, string>): Authorization {
  const missing = presignedParts.filter((name) => !query.get(name.toLowerCase()));
  if (missing.length > 0) throw signatureErrors.queryParts(missing);
  const lifetime = query.get("x-amz-expires");
  return {
    algorithm: query.get("x-amz-algorithm") ?? "",
    credential: query.get("x-amz-credential") ?? "",
    signedHeaders: headerList(query.get("x-amz-signedheaders")),
    signature: query.get("x-amz-signature") ?? "",
    ...readDate(query.get("x-amz-date") ?? ""),
    sessionToken: query.get("x-amz-security-token"),
    lifetime: lifetime === undefined ? undefined : readLifetime(lifetime),
    presigned: true,
  };
}

/** Names in lower case: clients write `X-Amz-Date` in several ways. The first of several values counts. */
function readQuery(query: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = name.toLowerCase();
    if (key.startsWith("x-amz-") && !values.has(key)) values.set(key, value);
  }
  return values;
}

function headerList(text = ""): string[] {
  return text
    .toLowerCase()
    .split(";")
    .filter((name) => name !== "");
}

function readDate(text: string): { date: string; time: number } {
  const basic = parseAmzDate(text);
  if (basic !== undefined) return { date: text, time: basic };
  // The Date header may also have HTTP's own form (RFC 9110 §5.6.7).
  const http = /^[A-Z][a-z]{2}, .* GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(http)) throw signatureErrors.date(text);
  return { date: formatAmzDate(http), time: http };
}

function readLifetime(text: string): number {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > 604_800) throw signatureErrors.lifetime();
  return seconds;
}
