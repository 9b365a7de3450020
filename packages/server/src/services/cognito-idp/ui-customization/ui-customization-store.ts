import { CLASSIC_CACHE, lookKey } from "../branding/look-caches.ts";
import { type PageAsset, pageAssetStore } from "../branding/page-asset-store.ts";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";
import { ownerOfLogo, type UiCustomization } from "./ui-customization.ts";

/** Keeps what the classic pages look like, with their logos. */
export interface UiCustomizationStore {
  /** @param clientId or `ALL` */
  find(db: CognitoReader, poolId: string, clientId: string): Promise<UiCustomization | undefined>;
  /** Replaces what there was, the logo too; gives it back with the day of the first. */
  set(tx: CognitoUnit, customization: UiCustomization, logo: PageAsset | undefined): Promise<UiCustomization>;
  /** @param clientId or `ALL` */
  remove(tx: CognitoUnit, poolId: string, clientId: string): Promise<void>;
}

export const uiCustomizationStore: UiCustomizationStore = {
  async find(db, poolId, clientId) {
    const row = await db
      .selectFrom("ui_customizations")
      .selectAll()
      .where("pool_id", "=", poolId)
      .where("client_id", "=", clientId)
      .executeTakeFirst();
    return row && toCustomization(row);
  },

  async set(tx, customization, logo) {
    const { poolId, clientId, createdAt } = customization;
    const before = await uiCustomizationStore.find(tx.db, poolId, clientId);
    const after = { ...customization, createdAt: before?.createdAt ?? createdAt };
    await uiCustomizationStore.remove(tx, poolId, clientId);
    await tx.db.insertInto("ui_customizations").values(toRow(after)).execute();
    if (logo !== undefined) await pageAssetStore.put(tx, [logo]);
    return after;
  },

  async remove(tx, poolId, clientId) {
    await tx.db
      .deleteFrom("ui_customizations")
      .where("pool_id", "=", poolId)
      .where("client_id", "=", clientId)
      .execute();
    await pageAssetStore.removeOwner(tx, poolId, ownerOfLogo(clientId));
    tx.invalidate(CLASSIC_CACHE, lookKey(poolId, clientId));
  },
};

function toRow(customization: UiCustomization): CognitoTables["ui_customizations"] {
  return {
    pool_id: customization.poolId,
    client_id: customization.clientId,
    css: customization.css ?? null,
    stylesheet: customization.stylesheet,
    image: customization.image ?? null,
    css_version: customization.cssVersion,
    created_at: customization.createdAt,
    modified_at: customization.modifiedAt,
  };
}

function toCustomization(row: CognitoTables["ui_customizations"]): UiCustomization {
  return {
    poolId: row.pool_id,
    clientId: row.client_id,
    css: row.css ?? undefined,
    stylesheet: row.stylesheet,
    image: row.image ?? undefined,
    cssVersion: row.css_version,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  };
}
