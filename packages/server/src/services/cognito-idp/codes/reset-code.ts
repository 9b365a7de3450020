import { errors } from "../errors.ts";
import { recoveryDelivery, recoveryOrder } from "../messages/destination.ts";
import type { RequestableCode } from "./requested-code.ts";

/** The code by which a user who forgot the password, or whose password an administrator reset, sets a new one. */
export const resetCode: RequestableCode = {
  limit: "forgot-password",
  kind: "reset-password",
  purpose: "reset-password",
  event: "PasswordResetRequested",

  attributes: recoveryOrder,
  impossible: { notSent: "adminOnlyRecovery", error: errors.contactAdministrator },

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
    if ("delivery" in found) return found;
    const adminOnly = found.notSent === "adminOnlyRecovery";
    return { notSent: found.notSent, error: adminOnly ? errors.contactAdministrator() : errors.resetNotPossible() };
  },
};
