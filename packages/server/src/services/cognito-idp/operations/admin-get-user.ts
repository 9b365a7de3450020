import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireUser } from "../users/find-user.ts";
import { adminGetUserResponse } from "../users/user-wire.ts";

/** A user with every attribute. */
export default operation("AdminGetUser", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  return adminGetUserResponse(await requireUser(ctx, pool, input.Username));
});
