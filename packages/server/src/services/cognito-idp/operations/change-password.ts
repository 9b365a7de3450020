import { operation } from "../operation.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { changePassword } from "../users/change-password.ts";

/** Changes the bearer's own password. */
export default operation("ChangePassword", async (input, ctx) => {
  const bearer = await requireBearer(ctx, input.AccessToken);
  await changePassword(ctx, bearer, { previous: input.PreviousPassword, proposed: input.ProposedPassword });
  return {};
});
