import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { issuerOf } from "./issuer.ts";
import type { SignedClaims } from "./verify.ts";

/**
 * The claims of a token that this pool signed and that has not expired; undefined for every other. A pool's key speaks for its own pool,
 * whatever the token calls itself.
 *
 * @param evenExpired takes one that has expired too: for what it says of the past, never to let anybody in
 */
export async function ownClaims(
  ctx: CognitoContext,
  pool: UserPool,
  token: string,
  { evenExpired = false }: { evenExpired?: boolean } = {},
): Promise<SignedClaims | undefined> {
  const verified = await ctx.tokenVerifier.verify(token);
  if (verified.outcome !== "valid" && !(evenExpired && verified.outcome === "expired")) return undefined;
  if (verified.claims.iss !== issuerOf(ctx.settings, pool)) return undefined;
  return (await ctx.signingKeys.byKid(verified.kid))?.poolId === pool.id ? verified.claims : undefined;
}
