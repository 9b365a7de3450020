import type { AwsError } from "../../../aws/errors.ts";
import type { DeliveryMediumType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { invitationDeliveries } from "../messages/destination.ts";
import { NOT_SENT } from "../messages/not-sent.ts";
import { composeMessage } from "../messages/templates.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import type { User } from "../users/user.ts";
import { channelOf, noteNotSent } from "./prepare-code.ts";

/** What each medium needs, and what is said when it is not there. */
const NEEDS: Record<DeliveryMediumType, { attribute: VerifiableAttribute; missing: () => AwsError }> = {
  EMAIL: { attribute: "email", missing: errors.noEmailForInvitation },
  SMS: { attribute: "phone_number", missing: errors.noPhoneForInvitation },
};

/**
 * An invitation with a temporary password, or the account of why there is none. It names the user as the user will sign in: by the
 * address where that is the user name (assumed), since nobody could use the UUID that is stored.
 *
 * @param request `password` undefined for a user who has none; `media` as DesiredDeliveryMediums
 * @returns `send`, which belongs to the unit that creates or changes the user
 * @throws InvalidParameterException when a medium was asked for whose address the user lacks
 */
export function prepareInvitation(
  ctx: CognitoContext,
  request: {
    pool: UserPool;
    user: Pick<User, "username" | "attributes">;
    password: string | undefined;
    suppressed: boolean;
    media: readonly DeliveryMediumType[] | undefined;
  },
): { send(tx: CognitoUnit): Promise<void> } {
  const { pool, user, password, suppressed, media } = request;
  if (suppressed) return { send: (tx) => noteNotSent(ctx, tx, pool, user, NOT_SENT.suppressed) };
  for (const medium of media ?? []) {
    const { attribute, missing } = NEEDS[medium];
    if (!user.attributes[attribute]) throw missing();
  }
  if (password === undefined) return { send: (tx) => noteNotSent(ctx, tx, pool, user, NOT_SENT.noPassword) };
  const name = pool.identity.usernameAttributes.map((attribute) => user.attributes[attribute]).find(Boolean);
  const decisions = invitationDeliveries(media, user.attributes);
  return {
    async send(tx) {
      for (const decision of decisions) {
        if ("notSent" in decision) {
          await noteNotSent(ctx, tx, pool, user, NOT_SENT[decision.notSent]);
          continue;
        }
        const { delivery } = decision;
        await ctx.outbox.add(tx, {
          ...composeMessage(pool, {
            kind: "invitation",
            medium: delivery.medium,
            values: { username: name ?? user.username, code: password, link: undefined },
          }),
          channel: channelOf(delivery),
          to: delivery.address,
          code: password,
          link: undefined,
          poolId: pool.id,
          username: user.username,
          notSent: undefined,
        });
      }
    },
  };
}
