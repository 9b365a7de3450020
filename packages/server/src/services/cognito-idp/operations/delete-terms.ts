import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireTerms } from "../terms/require-terms.ts";
import { termsStore } from "../terms/terms-store.ts";

/** Deletes terms: the sign-up page shows no links until the client has both kinds again. */
export default operation("DeleteTerms", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    const terms = await requireTerms(tx.db, pool.id, input.TermsId);
    await termsStore.remove(tx, terms);
    await tx.emit(poolEvent(ctx, pool, "TermsDeleted", { subject: `terms/${terms.id}` }));
  });
});
