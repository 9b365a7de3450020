import { assertSecretHash } from "../clients/assert-secret-hash.ts";
import { requireClient } from "../clients/require-client.ts";
import { sendRequestedCode } from "../codes/requested-code.ts";
import { signUpCode } from "../codes/sign-up-code.ts";
import { operation } from "../operation.ts";

/** Sends a new code for a sign-up in the place of the last one. */
export default operation("ResendConfirmationCode", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  assertSecretHash(found, { usernames: [input.Username], given: input.SecretHash });
  return { CodeDeliveryDetails: await sendRequestedCode(ctx, found, input.Username, signUpCode) };
});
