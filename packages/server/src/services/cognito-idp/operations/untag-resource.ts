import { operation } from "../operation.ts";
import { withoutTags } from "../pools/tags.ts";
import { changeTags } from "../tags/change-tags.ts";

/** Removes tags from a user pool; a key that it does not have is no error (assumed). */
export default operation("UntagResource", async (input, ctx) => {
  await changeTags(ctx, input.ResourceArn, "UserPoolUntagged", (tags) => withoutTags(tags, input.TagKeys));
  return {};
});
