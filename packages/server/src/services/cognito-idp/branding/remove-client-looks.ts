import type { CognitoUnit } from "../tables.ts";
import { termsStore } from "../terms/terms-store.ts";
import { uiCustomizationStore } from "../ui-customization/ui-customization-store.ts";
import { loginStyleStore } from "./login-style-store.ts";

/** Removes what was made for the pages of a client that is deleted: its customization, style, images and terms. */
export async function removeClientLooks(tx: CognitoUnit, poolId: string, clientId: string): Promise<void> {
  await uiCustomizationStore.remove(tx, poolId, clientId);
  const style = await loginStyleStore.ofClient(tx.db, poolId, clientId);
  if (style !== undefined) await loginStyleStore.remove(tx, style);
  for (const terms of await termsStore.ofClient(tx.db, poolId, clientId)) await termsStore.remove(tx, terms);
}
