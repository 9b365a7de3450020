import type { AwsError } from "../../../aws/errors.ts";
import type { CodeDeliveryDetailsType } from "../../../models/cognito-idp/types.ts";
import { attributeCodeRequests } from "../codes/attribute-codes.ts";
import { confirmationLinks } from "../codes/confirmation-link.ts";
import { noteNotSent, prepareCode } from "../codes/prepare-code.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import { addressDelivery, deliveryDetails } from "../messages/destination.ts";
import { NOT_SENT } from "../messages/not-sent.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { VerifiableAttribute } from "../pools/user-pool.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { presentBearer } from "../tokens/present-bearer.ts";
import { isVerifiable } from "../users/attribute-rules.ts";

const NOTHING_TO_VERIFY: Record<VerifiableAttribute, () => AwsError> = {
  email: errors.noEmailToVerify,
  phone_number: errors.noPhoneToVerify,
};

type Answer = { details: CodeDeliveryDetailsType } | { refusal: AwsError };

/** Sends a code to one of the bearer's addresses, which VerifyUserAttribute takes. */
export default operation("GetUserAttributeVerificationCode", async (input, ctx) => {
  const bearer = await requireBearer(ctx, input.AccessToken);
  const { pool, client } = bearer;
  const attribute = input.AttributeName;
  if (!isVerifiable(attribute)) throw errors.attributeNotVerifiable();
  const links = await confirmationLinks(ctx, { pool, client });
  const answer = await ctx.storage.write(async (tx): Promise<Answer> => {
    const user = await presentBearer(ctx, tx, bearer);
    const decision = addressDelivery(attribute, user);
    if ("notSent" in decision) {
      await noteNotSent(ctx, tx, pool, user, NOT_SENT[decision.notSent]);
      return { refusal: NOTHING_TO_VERIFY[attribute]() };
    }
    if (!(await attemptStore.count(tx, attributeCodeRequests(user), ctx.limits["attribute-code"], ctx.clock.now()))) {
      await noteNotSent(ctx, tx, pool, user, NOT_SENT.limitReached);
      return { refusal: errors.attemptLimitExceeded() };
    }
    const purpose = "verify-attribute";
    await prepareCode(ctx, { pool, links, user, kind: purpose, purpose, decision }).send(tx);
    const data = { attribute };
    await tx.emit(poolEvent(ctx, pool, "AttributeCodeRequested", { subject: user.sub, actor: user.sub, data }));
    return { details: deliveryDetails(decision.delivery) };
  });
  if ("refusal" in answer) throw answer.refusal;
  return { CodeDeliveryDetails: answer.details };
});
