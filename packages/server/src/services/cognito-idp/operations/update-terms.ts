import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { readLinks } from "../terms/read-links.ts";
import { requireTerms } from "../terms/require-terms.ts";
import type { Terms } from "../terms/terms.ts";
import { termsStore } from "../terms/terms-store.ts";
import { termsType } from "../terms/terms-wire.ts";

/** Changes terms: what is omitted stays; links are replaced whole (assumed). */
export default operation("UpdateTerms", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const links = input.Links && readLinks(input.Links);
  const terms = await ctx.storage.write(async (tx) => {
    const before = await requireTerms(tx.db, pool.id, input.TermsId);
    const after: Terms = {
      ...before,
      name: input.TermsName ?? before.name,
      links: links ?? before.links,
      modifiedAt: ctx.clock.now(),
    };
    if (!(await termsStore.update(tx, after))) throw errors.termsExist(after.name, after.clientId);
    await tx.emit(poolEvent(ctx, pool, "TermsUpdated", { subject: `terms/${after.id}` }));
    return after;
  });
  return { Terms: termsType(terms) };
});
