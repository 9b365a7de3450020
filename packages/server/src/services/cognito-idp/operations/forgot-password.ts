import { requireClient } from "../clients/require-client.ts";
import { assertSecretHash } from "../clients/secret-hash-check.ts";
import { type RequestableCode, sendRequestedCode } from "../codes/requested-code.ts";
import { errors } from "../errors.ts";
import { recoveryDelivery, recoveryOrder } from "../messages/destination.ts";
import { operation } from "../operation.ts";

const resetCode: RequestableCode = {
  limit: "forgot-password",
  kind: "reset-password",
  purpose: "reset-password",
  event: "PasswordResetRequested",

  attributes(pool) {
    const order = recoveryOrder(pool);
    if (order.length === 0) throw errors.contactAdministrator();
    return order;
  },

  decide(pool, user) {
    const found = recoveryDelivery(pool, user.attributes);
    const shown = "delivery" in found ? { shown: found.delivery } : {};
    if (!user.enabled) return { notSent: "disabledUser", error: errors.userDisabled(), ...shown };
    if (user.status === "UNCONFIRMED") {
      return { notSent: "unconfirmedUser", error: errors.resetNotPossible(), ...shown };
    }
    if (user.status !== "CONFIRMED" && user.status !== "RESET_REQUIRED") {
      return { notSent: "resetNotInThisState", error: errors.resetNotInThisState(), ...shown };
    }
    return "delivery" in found ? found : { notSent: found.notSent, error: errors.resetNotPossible() };
  },
};

/** Sends a code with which whoever reads the user's mail may set a new password. */
export default operation("ForgotPassword", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  assertSecretHash(found, { usernames: [input.Username], given: input.SecretHash });
  return { CodeDeliveryDetails: await sendRequestedCode(ctx, found, input.Username, resetCode) };
});
