import { assertSecretHash } from "../clients/assert-secret-hash.ts";
import { requireClient } from "../clients/require-client.ts";
import { sendRequestedCode } from "../codes/requested-code.ts";
import { resetCode } from "../codes/reset-code.ts";
import { operation } from "../operation.ts";

/** Sends a code with which whoever reads the user's mail may set a new password. */
export default operation("ForgotPassword", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  assertSecretHash(found, { usernames: [input.Username], given: input.SecretHash });
  return { CodeDeliveryDetails: await sendRequestedCode(ctx, found, input.Username, resetCode) };
});
