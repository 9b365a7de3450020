import { requireOwnClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireDomain } from "../ui-customization/require-domain.ts";
import { ALL_CLIENTS } from "../ui-customization/ui-customization.ts";
import { uiCustomizationStore } from "../ui-customization/ui-customization-store.ts";
import { uiCustomizationType } from "../ui-customization/ui-customization-wire.ts";

/** What the classic pages look like for a client: its own customization, else the pool's, else an empty object (documented). */
export default operation("GetUICustomization", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const clientId = input.ClientId ?? ALL_CLIENTS;
  if (clientId !== ALL_CLIENTS) await requireOwnClient(ctx, pool, clientId);
  const domain = await requireDomain(ctx, pool.id);
  const find = (of: string) => uiCustomizationStore.find(ctx.storage.db, pool.id, of);
  const found = (await find(clientId)) ?? (await find(ALL_CLIENTS));
  return { UICustomization: found === undefined ? {} : uiCustomizationType(found, domain, ctx.settings) };
});
