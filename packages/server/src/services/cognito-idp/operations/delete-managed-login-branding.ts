import { loginStyleStore } from "../branding/login-style-store.ts";
import { requireStyle } from "../branding/require-style.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Deletes a style with its images. The client's pages have the default style from then on. */
export default operation("DeleteManagedLoginBranding", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    const style = await requireStyle(tx.db, pool.id, input.ManagedLoginBrandingId);
    await loginStyleStore.remove(tx, style);
    await tx.emit(poolEvent(ctx, pool, "ManagedLoginBrandingDeleted", { subject: `branding/${style.id}` }));
  });
});
