import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireUser } from "../users/find-user.ts";
import { replacePassword } from "../users/replace-password.ts";

/** Sets a user's password, whatever the user's state; unless it is permanent the next sign-in asks for another. */
export default operation("AdminSetUserPassword", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const user = await requireUser(ctx, pool, input.Username);
  const permanent = input.Permanent ?? false;
  await replacePassword(ctx, pool, user, {
    given: input.Password,
    temporary: !permanent,
    refuse: errors.passwordRefused,
    also: (tx, { sub }) => tx.emit(poolEvent(ctx, pool, "PasswordSet", { subject: sub, data: { permanent } })),
  });
  return {};
});
