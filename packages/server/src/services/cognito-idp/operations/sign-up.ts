import { assertSecretHash } from "../clients/assert-secret-hash.ts";
import { isFlowEnabled } from "../clients/auth-flows.ts";
import { requireClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { signUp } from "../users/sign-up.ts";

/** Registers a user, who is to be confirmed. Order of checks: client, secret, then as `signUp` has them. */
export default operation("SignUp", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  assertSecretHash(found, { usernames: [input.Username], given: input.SecretHash });
  const { user, details } = await signUp(ctx, found, {
    username: input.Username,
    password: input.Password,
    // Passwordless sign-up needs a factor besides the password, which only the choice-based flow has.
    mayLackPassword: isFlowEnabled(found.client, "USER_AUTH"),
    attributes: input.UserAttributes ?? [],
  });
  return {
    UserConfirmed: false,
    UserSub: user.sub,
    ...(details && { CodeDeliveryDetails: details }),
  };
});
