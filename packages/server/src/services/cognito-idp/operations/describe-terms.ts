import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireTerms } from "../terms/require-terms.ts";
import { termsType } from "../terms/terms-wire.ts";

/** Terms by their id. */
export default operation("DescribeTerms", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  return { Terms: termsType(await requireTerms(ctx.storage.db, pool.id, input.TermsId)) };
});
