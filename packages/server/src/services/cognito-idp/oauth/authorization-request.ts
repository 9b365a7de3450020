import type { ClientAndPool } from "../clients/require-client.ts";

/** A request to `/oauth2/authorize` that passed every step: all that is decided, and nothing that is still to be checked. */
export interface AuthorizationRequest {
  found: ClientAndPool;
  responseType: "code" | "token";
  /** One of the client's callback URLs, byte for byte. */
  redirectUri: string;
  /** Asked for and allowed, in the order asked for; all of the client's when none were. */
  scopes: readonly string[];
  /** Exactly as sent, once decoded. */
  state: string | undefined;
  nonce: string | undefined;
  /** S256 only. */
  codeChallenge: string | undefined;
  /** RFC 8707: becomes `aud` of the access token. */
  resource: string | undefined;
  prompt: ReadonlySet<"none" | "login" | "select_account" | "consent">;
  /** Seconds. */
  maxAge: number | undefined;
  /** Fills in the user name. */
  loginHint: string | undefined;
  lang: string | undefined;
  /** The sub that the sign-in must be of, from a verified `id_token_hint`. */
  expectedSub: string | undefined;
}
