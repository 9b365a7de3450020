import { given } from "./expect.ts";

/** A token's payload as anybody can read it; the verifiers' suites are there to check signatures. */
export type Claims = Readonly<Record<string, unknown>>;

/** Decodes a part of a compact JWS: 0 is the header, 1 the payload. */
function part(token: string | undefined, index: 0 | 1): Claims {
  const text = given(given(token, "the token").split(".")[index], "a part of the token");
  // A JSON boundary: a payload is an object by RFC 7519.
  return JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as Claims;
}

export const claimsOf = (token: string | undefined): Claims => part(token, 1);
export const headerOf = (token: string | undefined): Claims => part(token, 0);
