import { writableAttributes } from "../clients/attribute-permissions.ts";
import { sendAttributeCodes } from "../codes/attribute-codes.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { presentBearer } from "../tokens/present-bearer.ts";
import { isVerifiable, lastValues } from "../users/attribute-rules.ts";
import { changedAttributes } from "../users/changed-attributes.ts";
import { tellTakenNames } from "../users/taken-names.ts";

/** Changes the bearer's own attributes, all of the request or none, and sends codes to new addresses that the pool verifies. */
export default operation("UpdateUserAttributes", async (input, ctx) => {
  const bearer = await requireBearer(ctx, input.AccessToken);
  const { pool, client } = bearer;
  const by = { kind: "client", writable: writableAttributes(client, pool) } as const;
  const names = [...lastValues(input.UserAttributes).keys()];
  const sent = await tellTakenNames(() =>
    ctx.storage.write(async (tx) => {
      const before = await presentBearer(ctx, tx, bearer);
      const { attributes, pendingAttributes } = changedAttributes(pool, before, { given: input.UserAttributes, by });
      const user = { ...before, attributes, pendingAttributes, modifiedAt: ctx.clock.now() };
      await ctx.users.change(tx, pool, user.sub, () => user);
      await tx.emit(
        poolEvent(ctx, pool, "UserAttributesChanged", { subject: user.sub, actor: user.sub, data: { names } }),
      );
      const given = names.filter(isVerifiable).filter((name) => attributes[name] ?? pendingAttributes[name]);
      return sendAttributeCodes(ctx, tx, { pool, clientId: client.id, user, given });
    }),
  );
  return sent.length === 0 ? {} : { CodeDeliveryDetailsList: sent };
});
