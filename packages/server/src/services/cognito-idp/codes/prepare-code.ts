import type { CodeDeliveryDetailsType } from "../../../models/cognito-idp/types.ts";
import { type Delivery, type DeliveryDecision, deliveryDetails } from "../messages/destination.ts";
import { NOT_SENT } from "../messages/not-sent.ts";
import { composeMessage, isSentByLink, type MessageKind } from "../messages/templates.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import { isEmail } from "../users/contact-formats.ts";
import type { User } from "../users/user.ts";
import { type CodePurpose, codeStore } from "./code-store.ts";
import { type ConfirmationLinks, confirmationLink } from "./confirmation-link.ts";

/** A code on its way: `send` belongs to the unit that causes it. */
export interface PreparedCode {
  /** For CodeDeliveryDetails; undefined when nothing is sent. */
  details: CodeDeliveryDetailsType | undefined;
  /** Stores the code and its message, or the account of why there is none. */
  send(tx: CognitoUnit): Promise<void>;
}

/** Who would get a message. */
type Recipient = Pick<User, "username"> & Partial<Pick<User, "attributes">>;

/** Digits of a code (documented: "six digits"). */
const DIGITS = 6;

/** Draws a code for a user and words its message, if the decision is to send one. */
export function prepareCode(
  ctx: CognitoContext,
  request: {
    pool: UserPool;
    /** Of the client through which it was asked for; undefined for an administrator, whose mails have no link. */
    links: ConfirmationLinks | undefined;
    user: Recipient & Pick<User, "sub">;
    kind: MessageKind;
    purpose: CodePurpose;
    decision: DeliveryDecision;
  },
): PreparedCode {
  const { pool, links, user, kind, purpose, decision } = request;
  if ("notSent" in decision) {
    return { details: undefined, send: (tx) => noteNotSent(ctx, tx, pool, user, NOT_SENT[decision.notSent]) };
  }
  const { delivery } = decision;
  const value = ctx.random.digits(DIGITS);
  const link =
    links !== undefined && isSentByLink(pool, kind, delivery.medium)
      ? confirmationLink(links, { username: user.username, code: value })
      : undefined;
  const message = composeMessage(pool, {
    kind,
    medium: delivery.medium,
    values: { username: user.username, code: value, link },
  });
  return {
    details: deliveryDetails(delivery),
    async send(tx) {
      const key = { sub: user.sub, purpose, attribute: delivery.attribute };
      await codeStore.put(tx, pool, key, { value, destination: delivery.address, now: ctx.clock.now() });
      await ctx.outbox.add(tx, {
        channel: channelOf(delivery),
        to: delivery.address,
        ...message,
        code: value,
        link,
        poolId: pool.id,
        username: user.username,
        notSent: undefined,
      });
    },
  };
}

/** Puts a sentence into the mailbox for a message that somebody may wait for in vain. */
export async function noteNotSent(
  ctx: CognitoContext,
  tx: CognitoUnit,
  pool: UserPool,
  user: Recipient,
  reason: string,
): Promise<void> {
  const { email, phone_number: phone } = user.attributes ?? {};
  await ctx.outbox.add(tx, {
    channel: email === undefined && phone !== undefined ? "sms" : "email",
    // Where somebody would look for the message: the user's own address, or the typed name where that is one.
    to: email ?? phone ?? (isEmail(user.username) ? user.username : ""),
    subject: "",
    body: "",
    code: undefined,
    link: undefined,
    poolId: pool.id,
    username: user.username,
    notSent: reason,
  });
}

export function channelOf({ medium }: Pick<Delivery, "medium">): "email" | "sms" {
  return medium === "EMAIL" ? "email" : "sms";
}
