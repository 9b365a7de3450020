import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { withTags } from "../pools/tags.ts";
import { changeTags } from "../tags/change-tags.ts";

const refusals = { reserved: errors.reservedTagKeyOnResource, tooMany: errors.tooManyTagsOnResource };

/** Adds tags to a user pool; a key that it has takes the new value. */
export default operation("TagResource", async (input, ctx) => {
  await changeTags(ctx, input.ResourceArn, "UserPoolTagged", (tags) => withTags(tags, input.Tags, refusals));
  return {};
});
