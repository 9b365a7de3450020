import { errors } from "../errors.ts";
import { signUpDelivery } from "../messages/destination.ts";
import type { VerifiableAttribute } from "../pools/user-pool.ts";
import type { RequestableCode } from "./requested-code.ts";

/** As `signUpDelivery` has it. */
const ORDER: readonly VerifiableAttribute[] = ["phone_number", "email"];

/** The code by which a sign-up is confirmed, when it is asked for again. */
export const signUpCode: RequestableCode = {
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
