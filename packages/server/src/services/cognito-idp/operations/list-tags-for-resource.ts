import { operation } from "../operation.ts";
import { requireTaggedPool } from "../tags/tagged-pool.ts";

/** A user pool's tags; `{}` when it has none (assumed). */
export default operation("ListTagsForResource", async (input, ctx) => {
  const { tags } = await requireTaggedPool(ctx, input.ResourceArn);
  return { Tags: { ...tags } };
});
