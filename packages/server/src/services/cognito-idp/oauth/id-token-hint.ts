import { issuerOf } from "../tokens/issuer.ts";
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
  const verified = await ctx.tokenVerifier.verify(token);
  if (verified.outcome !== "valid" && verified.outcome !== "expired") return undefined;
  const { iss, sub, aud, token_use } = verified.claims;
  if (token_use !== "id" || iss !== issuerOf(ctx.settings, ctx.pool)) return undefined;
  // A pool's key speaks for its own pool, whatever the token calls itself.
  if ((await ctx.signingKeys.byKid(verified.kid))?.poolId !== ctx.pool.id) return undefined;
  return typeof sub === "string" && typeof aud === "string" ? { sub, clientId: aud } : undefined;
}
