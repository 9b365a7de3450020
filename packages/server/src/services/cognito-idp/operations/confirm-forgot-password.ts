import { assertSecretHash } from "../clients/assert-secret-hash.ts";
import { requireClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { resetPassword } from "../users/reset-password.ts";

/** Sets a new password by the code of ForgotPassword. Sign-ins under way elsewhere go on (assumed, as for the other changes of a password). */
export default operation("ConfirmForgotPassword", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  assertSecretHash(found, { usernames: [input.Username], given: input.SecretHash });
  await resetPassword(ctx, found, {
    username: input.Username,
    code: input.ConfirmationCode,
    password: input.Password,
  });
  return {};
});
