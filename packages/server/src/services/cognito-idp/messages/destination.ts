import type { CodeDeliveryDetailsType, DeliveryMediumType } from "../../../models/cognito-idp/types.ts";
import type { AccountRecoveryOption, UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import { maskedAddress } from "./masking.ts";
import type { NotSentReason } from "./not-sent.ts";

/** Where a message goes. */
export interface Delivery {
  attribute: VerifiableAttribute;
  medium: DeliveryMediumType;
  /** In full; answers show `deliveryDetails`. */
  address: string;
}

/** A delivery, or the reason why there is none. */
export type DeliveryDecision = { delivery: Delivery } | { notSent: NotSentReason };

const MEDIUM: Record<VerifiableAttribute, DeliveryMediumType> = { email: "EMAIL", phone_number: "SMS" };

/**
 * Where the code of a sign-up goes, first or again. With both addresses to be verified the code goes to the telephone (guide,
 * "Signing up and confirming user accounts").
 */
export function signUpDelivery(pool: UserPool, attributes: Readonly<Record<string, string>>): DeliveryDecision {
  const { autoVerifiedAttributes } = pool.settings;
  if (autoVerifiedAttributes.length === 0) return { notSent: "noAutoVerifiedAttribute" };
  return (
    firstAddress(["phone_number", "email"], (name) => autoVerifiedAttributes.includes(name) && attributes[name]) ?? {
      notSent: "noAddress",
    }
  );
}

/** Where the code for a changed or not yet verified attribute goes: to the address itself. */
export function attributeDelivery(
  attribute: VerifiableAttribute,
  user: { attributes: Readonly<Record<string, string>>; pendingAttributes: Readonly<Record<string, string>> },
): DeliveryDecision {
  const verified = user.attributes[`${attribute}_verified`] === "true";
  return verified && user.pendingAttributes[attribute] === undefined
    ? { notSent: "alreadyVerified" }
    : addressDelivery(attribute, user);
}

/** The same for a code that the user asks for: a verified address may be verified again (observed, floci pull request 2018). */
export function addressDelivery(
  attribute: VerifiableAttribute,
  user: { attributes: Readonly<Record<string, string>>; pendingAttributes: Readonly<Record<string, string>> },
): DeliveryDecision {
  const address = user.pendingAttributes[attribute] ?? user.attributes[attribute];
  return firstAddress([attribute], () => address) ?? { notSent: "noAddress" };
}

/**
 * Where the code of a reset goes: the first verified address in the order of the pool's AccountRecoverySetting.
 *
 * "adminOnlyRecovery" and "nothingVerified" are errors to whoever asks: `errors.contactAdministrator`, `errors.resetNotPossible`.
 */
export function recoveryDelivery(pool: UserPool, attributes: Readonly<Record<string, string>>): DeliveryDecision {
  const order = recoveryOrder(pool);
  if (order.length === 0) return { notSent: "adminOnlyRecovery" };
  return (
    firstAddress(order, (name) => (attributes[`${name}_verified`] === "true" ? attributes[name] : undefined)) ?? {
      notSent: "nothingVerified",
    }
  );
}

/** The attributes by which users of the pool recover, best first; none where only the administrator resets. */
export function recoveryOrder(pool: UserPool): VerifiableAttribute[] {
  return pool.settings.accountRecovery
    .toSorted((one, other) => one.priority - other.priority)
    .flatMap(({ name }) => RECOVERED_BY[name]);
}

const RECOVERED_BY: Record<AccountRecoveryOption["name"], VerifiableAttribute[]> = {
  verified_email: ["email"],
  verified_phone_number: ["phone_number"],
  admin_only: [],
};

/**
 * Where an invitation goes: to every medium asked for, SMS when none was (API reference, AdminCreateUser). Asked for nothing, a user
 * without a telephone is invited by e-mail (assumed), so that the message is not lost silently.
 */
export function invitationDeliveries(
  desired: readonly DeliveryMediumType[] | undefined,
  attributes: Readonly<Record<string, string>>,
): DeliveryDecision[] {
  const none: DeliveryDecision = { notSent: "noAddressForInvitation" };
  if (desired === undefined || desired.length === 0) {
    return [firstAddress(["phone_number", "email"], (name) => attributes[name]) ?? none];
  }
  const wanted = (["phone_number", "email"] as const).filter((name) => desired.includes(MEDIUM[name]));
  const found = wanted.flatMap((name) => firstAddress([name], () => attributes[name]) ?? []);
  return found.length > 0 ? found : [none];
}

/** What an answer tells of a delivery. */
export function deliveryDetails({ attribute, medium, address }: Delivery): CodeDeliveryDetailsType {
  return { AttributeName: attribute, DeliveryMedium: medium, Destination: maskedAddress(attribute, address) };
}

/**
 * The same for a client that hides unknown users: in small letters, or an address typed in others than it is stored in would show that
 * it is stored.
 */
export function hidingDeliveryDetails(delivery: Delivery): CodeDeliveryDetailsType {
  return deliveryDetails({ ...delivery, address: delivery.address.normalize("NFC").toLowerCase() });
}

function firstAddress(
  order: readonly VerifiableAttribute[],
  addressOf: (name: VerifiableAttribute) => string | false | undefined,
): { delivery: Delivery } | undefined {
  for (const attribute of order) {
    const address = addressOf(attribute);
    if (address) return { delivery: { attribute, medium: MEDIUM[attribute], address } };
  }
  return undefined;
}
