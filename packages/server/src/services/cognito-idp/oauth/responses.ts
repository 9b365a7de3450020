import type { LoginResponse } from "./endpoint.ts";

/**
 * Headers of every page and endpoint (recorded: POST /login and POST /oauth2/token, October 2022), those that a browser acts upon. HSTS is
 * left to whoever terminates TLS: on localhost it would lock the developer's other servers out.
 */
const STANDARD: Readonly<Record<string, string>> = {
  "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
  pragma: "no-cache",
  expires: "0",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-xss-protection": "1; mode=block",
  "referrer-policy": "same-origin",
};

/** Adds what every answer of a domain carries; what the answer says itself wins. */
export function withStandardHeaders(requestId: string, response: LoginResponse): LoginResponse {
  return {
    ...response,
    headers: { ...STANDARD, "x-amz-cognito-request-id": requestId, ...response.headers },
  };
}

/** A short text for whoever came by mistake. */
export function plainAnswer(status: number, text: string): LoginResponse {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: `${text}\n` };
}

/**
 * @param location ours, or a registered URI with what the protocol adds: never anything else. Letters that no header can hold are encoded, which is
 * what a browser does with them (URL standard)
 */
export function redirect(location: string, headers: LoginResponse["headers"] = {}): LoginResponse {
  const visible = location.replace(/[^\x21-\x7e]+/g, (text) => encodeURIComponent(text));
  return { status: 302, headers: { location: visible, ...headers }, body: null };
}

/** JSON as the token endpoint writes it (recorded: its content type). */
export function jsonAnswer(status: number, body: object, headers: LoginResponse["headers"] = {}): LoginResponse {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(body),
  };
}
