import { requireClient } from "../clients/require-client.ts";
import { assertSecretHash } from "../clients/secret-hash-check.ts";
import { type RequestableCode, sendRequestedCode } from "../codes/requested-code.ts";
import { errors } from "../errors.ts";
import { signUpDelivery } from "../messages/destination.ts";
import { operation } from "../operation.ts";
import type { VerifiableAttribute } from "../pools/user-pool.ts";

/** As `signUpDelivery` has it. */
const ORDER: readonly VerifiableAttribute[] = ["phone_number", "email"];

const confirmationCode: RequestableCode = {
  limit: "resend-code",
  kind: "resend-code",
  purpose: "sign-up",
  event: "ConfirmationCodeRequested",

  attributes: ({ settings }) => ORDER.filter((name) => settings.autoVerifiedAttributes.includes(name)),
  impossible: { notSent: "noAutoVerifiedAttribute", error: errors.noAutoVerification },

  decide(pool, user) {
    const found = signUpDelivery(pool, user.attributes);
    const shown = "delivery" in found ? { shown: found.delivery } : {};
    if (!user.enabled) return { notSent: "disabledUser", error: errors.userDisabled(), ...shown };
    if (user.status !== "UNCONFIRMED") {
      return { notSent: "alreadyConfirmed", error: errors.userAlreadyConfirmed(), ...shown };
    }
    return "delivery" in found ? found : { notSent: found.notSent, error: errors.codeDeliveryFailed() };
  },
};

/** Sends a new code for a sign-up in the place of the last one. */
export default operation("ResendConfirmationCode", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  assertSecretHash(found, { usernames: [input.Username], given: input.SecretHash });
  return { CodeDeliveryDetails: await sendRequestedCode(ctx, found, input.Username, confirmationCode) };
});
