import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { familyStore } from "../tokens/family-store.ts";

/** Ends all of the bearer's sign-ins: refresh tokens, and access tokens at Cognito's own operations, this one included. */
export default operation("GlobalSignOut", async (input, ctx) => {
  // The model has no UserNotFoundException here; a deleted user's token is as good as revoked (assumed).
  const { pool, user } = await requireBearer(ctx, input.AccessToken, { deleted: errors.accessTokenRevoked });
  await ctx.storage.write(async (tx) => {
    await familyStore.revokeUser(tx, pool.id, user.sub, ctx.clock.now());
    await tx.emit(poolEvent(ctx, pool, "UserSignedOut", { subject: user.sub, actor: user.sub }));
  });
  return {};
});
