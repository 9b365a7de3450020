import type { CodeDeliveryDetailsType } from "../../../models/cognito-idp/types.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import { attributeDelivery } from "../messages/destination.ts";
import { NOT_SENT } from "../messages/not-sent.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import type { User } from "../users/user.ts";
import type { ConfirmationLinks } from "./confirmation-link.ts";
import { noteNotSent, prepareCode } from "./prepare-code.ts";

/** Where the codes for a user's addresses are counted. */
export const attributeCodeRequests = (user: Pick<User, "poolId" | "sub">) => ({
  poolId: user.poolId,
  subject: user.sub,
  kind: "attribute-code",
});

/**
 * Sends codes to addresses that were just given, as far as the pool verifies them by itself. Past the limit the change stands and
 * nothing is sent: a user who changes addresses again and again must not fill strangers' mailboxes.
 *
 * @param user with the new addresses
 * @param given the addresses that the request named
 * @returns what was sent, for CodeDeliveryDetailsList
 */
export async function sendAttributeCodes(
  ctx: CognitoContext,
  tx: CognitoUnit,
  request: {
    pool: UserPool;
    links: ConfirmationLinks | undefined;
    user: User;
    given: readonly VerifiableAttribute[];
  },
): Promise<CodeDeliveryDetailsType[]> {
  const { pool, links, user, given } = request;
  const sent: CodeDeliveryDetailsType[] = [];
  for (const attribute of given) {
    if (!pool.settings.autoVerifiedAttributes.includes(attribute)) {
      await noteNotSent(ctx, tx, pool, user, NOT_SENT.attributeNotAutoVerified);
      continue;
    }
    const decision = attributeDelivery(attribute, user);
    const limit = ctx.limits["attribute-code"];
    if (
      "delivery" in decision &&
      !(await attemptStore.count(tx, attributeCodeRequests(user), limit, ctx.clock.now()))
    ) {
      await noteNotSent(ctx, tx, pool, user, NOT_SENT.limitReached);
      continue;
    }
    const purpose = "verify-attribute";
    const code = prepareCode(ctx, { pool, links, user, kind: purpose, purpose, decision });
    await code.send(tx);
    if (code.details) sent.push(code.details);
  }
  return sent;
}
