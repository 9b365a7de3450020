import { requireOwnClient } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { termsStore } from "../terms/terms-store.ts";
import { termsType } from "../terms/terms-wire.ts";

/** A client's terms of one name. */
export default operation("DescribeTermsByClient", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await requireOwnClient(ctx, pool, input.ClientId);
  const ofClient = await termsStore.ofClient(ctx.storage.db, pool.id, input.ClientId);
  const terms = ofClient.find(({ name }) => name === input.TermsName);
  if (terms === undefined) throw errors.termsOfClientNotFound(input.ClientId);
  return { Terms: termsType(terms) };
});
