import type { AttributeType, CodeDeliveryDetailsType } from "../../../models/cognito-idp/types.ts";
import { sendAttributeCodes } from "../codes/attribute-codes.ts";
import type { ConfirmationLinks } from "../codes/confirmation-link.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import { type AttributeWriter, isVerifiable, lastValues } from "./attribute-rules.ts";
import { changedAttributes } from "./changed-attributes.ts";
import { freeAliases } from "./free-aliases.ts";
import type { User } from "./user.ts";

/**
 * Changes a user's attributes, all of the request or none, and sends codes to new addresses that the pool verifies. An address that an
 * administrator declares verified becomes this user's alias and is another's no more (observed: boto3 issue 3213).
 *
 * @param before the user as the unit sees it
 * @param request `links` of the client through which it happens, undefined for an administrator
 * @returns what was sent, for CodeDeliveryDetailsList
 * @throws NameTaken, InvalidParameterException, NotAuthorizedException
 */
export async function updateAttributes(
  ctx: CognitoContext,
  tx: CognitoUnit,
  { pool, before }: { pool: UserPool; before: User },
  request: { given: readonly AttributeType[]; by: AttributeWriter; links: ConfirmationLinks | undefined },
): Promise<CodeDeliveryDetailsType[]> {
  const { given, by, links } = request;
  const { attributes, pendingAttributes } = changedAttributes(pool, before, { given, by });
  const user = { ...before, attributes, pendingAttributes, modifiedAt: ctx.clock.now() };
  if (by.kind === "admin") await freeAliases(ctx, tx, pool, user);
  await ctx.users.change(tx, pool, user.sub, () => user);
  const names = [...lastValues(given).keys()];
  const actor = by.kind === "client" ? { actor: user.sub } : {};
  await tx.emit(poolEvent(ctx, pool, "UserAttributesChanged", { subject: user.sub, ...actor, data: { names } }));
  const addresses = names.filter(isVerifiable).filter((name) => attributes[name] ?? pendingAttributes[name]);
  return sendAttributeCodes(ctx, tx, { pool, links, user, given: addresses });
}
