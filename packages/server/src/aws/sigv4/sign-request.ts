import { formatAmzDate } from "./amz-date.ts";
import { algorithm } from "./authorization.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { calculateSignature, sha256Hex } from "./signature.ts";

export interface SigningInput {
  method: string;
  /** Path and query are signed as the URL object renders them. */
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  region: string;
  service: string;
  /** Milliseconds, the machine's time. */
  time: number;
}

/** The headers of a request with its signature in `authorization`, names in lower case. The Host header is not among them but is signed. */
export function signRequest(input: SigningInput): Record<string, string> {
  const date = formatAmzDate(input.time);
  const scope = { day: date.slice(0, 8), region: input.region, service: input.service, terminator: "aws4_request" };
  const headers: Record<string, string> = Object.fromEntries(
    Object.entries(input.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  headers["x-amz-date"] = date;
  if (input.sessionToken !== undefined) headers["x-amz-security-token"] = input.sessionToken;
  const signed: Record<string, string> = { ...headers, host: input.url.host };
  const names = Object.keys(signed).sort();
  const canonical = canonicalRequest(
    { method: input.method, path: input.url.pathname, query: input.url.search.slice(1), headers: signed },
    names,
    sha256Hex(input.body),
    input.service === "s3",
  );
  const credential = `${input.accessKeyId}/${scope.day}/${scope.region}/${scope.service}/${scope.terminator}`;
  const signature = calculateSignature(input.secretAccessKey, scope, date, canonical);
  headers.authorization = `${algorithm} Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return headers;
}
