import { ownClaims } from "../tokens/own-claims.ts";
import type { LoginContext } from "./endpoint.ts";

/** Whom an ID token was made for. */
export interface IdTokenHint {
  sub: string;
  clientId: string;
}

/**
 * What an `id_token_hint` says, if it is an ID token that this pool signed; undefined otherwise. An expired one will do: it says who was
 * signed in, and lets nobody in (OpenID Connect RP-Initiated Logout 1.0, 2).
 */
export async function readIdTokenHint(ctx: LoginContext, token: string): Promise<IdTokenHint | undefined> {
  const claims = await ownClaims(ctx, ctx.pool, token, { evenExpired: true });
  if (claims?.token_use !== "id") return undefined;
  const { sub, aud } = claims;
  return typeof sub === "string" && typeof aud === "string" ? { sub, clientId: aud } : undefined;
}
