import { assertSecretHash } from "../clients/assert-secret-hash.ts";
import { isFlowEnabled } from "../clients/auth-flows.ts";
import { requireClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { sessionAfterConfirmation } from "../sign-in/after-confirmation.ts";
import { confirmSignUp } from "../users/confirm-sign-up.ts";

/** Confirms a user by the code that was sent at sign-up. */
export default operation("ConfirmSignUp", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  assertSecretHash(found, { usernames: [input.Username], given: input.SecretHash });
  const handsOver = isFlowEnabled(found.client, "USER_AUTH");
  const session = await confirmSignUp(ctx, found, {
    username: input.Username,
    code: input.ConfirmationCode,
    forceAliasCreation: input.ForceAliasCreation ?? false,
    prepare: (user) => (handsOver ? sessionAfterConfirmation(ctx, found, user) : undefined),
  });
  return session ? { Session: session.token } : {};
});
