import type { HttpRequest, HttpResponse } from "./message.ts";

/** Headers that Amplify, the SDKs and signed requests send from a browser, besides those with one of the prefixes below. */
const allowedHeaders = new Set([
  "accept",
  "accept-language",
  "authorization",
  "cache-control",
  "content-language",
  "content-type",
  "user-agent",
  "x-requested-with",
]);
const allowedPrefixes = ["amz-sdk-", "x-amz-", "x-amzn-"];

/** Whether a browser asks for permission (Fetch standard, CORS preflight). */
export function isPreflight(request: HttpRequest): boolean {
  return (
    request.method === "OPTIONS" &&
    request.headers.origin !== undefined &&
    request.headers["access-control-request-method"] !== undefined
  );
}

/** The headers that a preflight asks for, in lower case. */
function preflightedHeaders(request: HttpRequest): Set<string> {
  const asked = request.headers["access-control-request-headers"] ?? "";
  return new Set(
    asked
      .toLowerCase()
      .split(",")
      .map((name) => name.trim())
      .filter((name) => /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name)),
  );
}

/**
 * The permission for the AWS API. It is given to every page, since the preflight does not tell which operation will be called; the
 * request itself is then refused unless its operation needs no credentials. Status, methods and age are what AWS answers.
 */
export function preflightResponse(request: HttpRequest): HttpResponse {
  const asked = [...preflightedHeaders(request)].filter(
    (name) => allowedHeaders.has(name) || allowedPrefixes.some((prefix) => name.startsWith(prefix)),
  );
  const headers: Record<string, string> = {
    ...corsHeaders,
    "access-control-allow-methods": "POST",
    "access-control-max-age": "172800",
    vary: "origin, access-control-request-headers, access-control-request-private-network",
  };
  if (asked.length > 0) headers["access-control-allow-headers"] = asked.join(",");
  // A page of the internet that calls the loopback asks for this too (Private Network Access).
  if (request.headers["access-control-request-private-network"] === "true")
    headers["access-control-allow-private-network"] = "true";
  return { status: 200, headers, body: null };
}

/** What every answer of the AWS API to a browser carries. Never with credentials: nothing here knows cookies. */
export const corsHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
};
