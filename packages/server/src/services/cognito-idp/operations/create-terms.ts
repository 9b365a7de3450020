import { requireOwnClient, requireOwnClientIn } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { assertPoolRemains, requirePool } from "../pools/require-pool.ts";
import { readLinks } from "../terms/read-links.ts";
import type { Terms } from "../terms/terms.ts";
import { termsStore } from "../terms/terms-store.ts";
import { termsType } from "../terms/terms-wire.ts";

/** Documents of one pool (developer guide, "Quotas in Amazon Cognito"). */
const MOST_TERMS = 40;

/** Gives a client links to its terms of use or its privacy policy. The sign-up page shows them once there are both (documented). */
export default operation("CreateTerms", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await requireOwnClient(ctx, pool, input.ClientId);
  // The model does not require them, but answers have them always.
  if (input.Links === undefined) throw errors.missingParameter("Links");
  const now = ctx.clock.now();
  const terms: Terms = {
    id: ctx.random.uuid(),
    poolId: pool.id,
    clientId: input.ClientId,
    name: input.TermsName,
    links: readLinks(input.Links),
    createdAt: now,
    modifiedAt: now,
  };
  await ctx.storage.write(async (tx) => {
    await assertPoolRemains(tx, pool.id);
    await requireOwnClientIn(ctx, tx, pool, terms.clientId);
    if (!(await termsStore.insert(tx, terms))) throw errors.termsExist(terms.name, terms.clientId);
    if ((await termsStore.count(tx, pool.id)) > MOST_TERMS) throw errors.termsLimitReached();
    await tx.emit(poolEvent(ctx, pool, "TermsCreated", { subject: `terms/${terms.id}` }));
  });
  return { Terms: termsType(terms) };
});
