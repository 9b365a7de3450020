import { writableAttributes } from "../clients/attribute-permissions.ts";
import { confirmationLinks } from "../codes/confirmation-link.ts";
import { operation } from "../operation.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { presentBearer } from "../tokens/present-bearer.ts";
import { tellTakenNames } from "../users/taken-names.ts";
import { updateAttributes } from "../users/update-attributes.ts";

/** Changes the bearer's own attributes, all of the request or none, and sends codes to new addresses that the pool verifies. */
export default operation("UpdateUserAttributes", async (input, ctx) => {
  const bearer = await requireBearer(ctx, input.AccessToken);
  const { pool, client } = bearer;
  const by = { kind: "client", writable: writableAttributes(client, pool) } as const;
  const request = { given: input.UserAttributes, by, links: await confirmationLinks(ctx, { pool, client }) };
  const sent = await tellTakenNames(() =>
    ctx.storage.write(async (tx) => {
      const before = await presentBearer(ctx, tx, bearer);
      return updateAttributes(ctx, tx, { pool, before }, request);
    }),
  );
  return sent.length === 0 ? {} : { CodeDeliveryDetailsList: sent };
});
