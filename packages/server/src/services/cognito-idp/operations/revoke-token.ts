import { constantTimeEqual } from "../../../platform/constant-time.ts";
import type { AppClientWithSecrets } from "../clients/client-store.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { familyStore } from "../tokens/family-store.ts";
import { hashRefreshToken } from "../tokens/refresh-token.ts";

/** Three parts: an access or ID token. A refresh token has none. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * Ends a sign-in by its refresh token, also by one that rotation has replaced (recorded). A token that is unknown or revoked already
 * is answered as a success (recorded for revoked ones; RFC 7009, 2.2, for both).
 */
export default operation("RevokeToken", async (input, ctx) => {
  const found = await ctx.clients.find(input.ClientId);
  const pool = found && (await ctx.pools.find(found.client.poolId));
  // The model has no ResourceNotFoundException here: an unknown client is one that proves nothing (assumed).
  if (found === undefined || pool === undefined || !provesSecret(found, input.ClientSecret)) {
    throw errors.invalidClientOrSecret();
  }
  const { client } = found;
  if (!client.settings.enableTokenRevocation) throw errors.revocationNotEnabled();
  if (JWT.test(input.Token)) throw errors.unsupportedTokenType();
  const token = await familyStore.findRefreshToken(ctx.storage.db, hashRefreshToken(input.Token));
  const family = token && (await familyStore.find(ctx.storage.db, token.originJti));
  if (family === undefined || family.poolId !== pool.id) return {};
  if (family.clientId !== client.id) throw errors.revokedTokenOfOtherClient();
  await ctx.storage.write(async (tx) => {
    await familyStore.revoke(tx, family.originJti, ctx.clock.now());
    const data = { originJti: family.originJti };
    await tx.emit(poolEvent(ctx, pool, "TokenRevoked", { subject: family.sub, actor: family.sub, data }));
  });
  return {};
});

function provesSecret({ secrets }: AppClientWithSecrets, given: string | undefined): boolean {
  return secrets.length === 0 || secrets.map(({ value }) => constantTimeEqual(value, given ?? "")).includes(true);
}
