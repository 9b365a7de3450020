import { readableAttributes } from "../clients/attribute-permissions.ts";
import { operation } from "../operation.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { getUserResponse } from "../users/user-wire.ts";

/** The bearer's own attributes, as far as the client may read them. */
export default operation("GetUser", async (input, ctx) => {
  const { user, pool, client } = await requireBearer(ctx, input.AccessToken);
  return getUserResponse(user, readableAttributes(client, pool));
});
