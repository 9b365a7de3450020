import type { AppClient } from "../clients/app-client.ts";
import { tokenLifetime } from "../clients/lifetimes.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { clientClaims } from "./client-claims.ts";
import { issuerOf } from "./issuer.ts";
import { signJwt } from "./sign-jwt.ts";

/**
 * An access token that a client gets for itself. The caller answers for the client's secret, its flow and the scopes.
 *
 * @returns the token, and its lifetime in seconds
 * @throws ResourceNotFoundException when the pool was deleted meanwhile
 */
export async function clientToken(
  ctx: CognitoContext,
  request: {
    pool: UserPool;
    client: AppClient;
    scopes: readonly string[];
    /** The resource that it is bound to. */
    audience?: string | undefined;
  },
): Promise<{ accessToken: string; expiresIn: number }> {
  const { pool, client, scopes, audience } = request;
  const keys = await ctx.signingKeys.of(pool.id);
  if (keys === undefined) throw errors.clientIdNotFound(client.id);
  const expiresIn = tokenLifetime(client, "AccessToken") / 1000;
  const claims = clientClaims({
    issuer: issuerOf(ctx.settings, pool),
    clientId: client.id,
    scope: scopes.join(" "),
    audience,
    issuedAt: Math.floor(ctx.clock.now() / 1000),
    lifetime: expiresIn,
    jti: ctx.random.uuid(),
  });
  return { accessToken: await signJwt(keys.access, claims), expiresIn };
}
