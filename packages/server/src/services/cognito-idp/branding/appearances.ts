import type { CognitoReader, CognitoStorage } from "../tables.ts";
import { termsStore } from "../terms/terms-store.ts";
import { ALL_CLIENTS } from "../ui-customization/ui-customization.ts";
import { uiCustomizationStore } from "../ui-customization/ui-customization-store.ts";
import type { Appearance } from "./appearance.ts";
import { CLASSIC_APPEARANCE, classicAppearance } from "./classic-appearance.ts";
import { loginStyleStore } from "./login-style-store.ts";
import { CLASSIC_CACHE, IMAGE_CACHE, lookKey, MANAGED_CACHE, MOST_IMAGES } from "./look-caches.ts";
import { managedAppearance, WITHOUT_STYLE } from "./managed-appearance.ts";
import { pageAssetStore } from "./page-asset-store.ts";

/** What the pages look like, for each client; from caches, which the stores' changes drop. */
export interface Appearances {
  /** The client's own customization, else the pool's, else Cognito's. */
  classic(poolId: string, clientId: string): Promise<Appearance>;
  /** The client's own style, else ours. */
  managed(poolId: string, clientId: string): Promise<Appearance>;
  /**
   * The image of that name, whoever owns it. All who ask get the same bytes: each of a thousand who take an answer slowly would keep his own in memory.
   */
  image(poolId: string, name: string): Promise<{ type: string; bytes: Uint8Array } | undefined>;
}

export function createAppearances({ storage }: { storage: CognitoStorage }): Appearances {
  const classic = storage.cache<{ appearance: Appearance | undefined }>(CLASSIC_CACHE, async (key, db) => {
    const customization = await uiCustomizationStore.find(db, ...partsOf(key));
    return { appearance: customization && classicAppearance(customization) };
  });
  const managed = storage.cache<Appearance>(MANAGED_CACHE, (key, db) => readManaged(db, ...partsOf(key)));
  const images = storage.cache<Uint8Array>(
    IMAGE_CACHE,
    (key, db) => pageAssetStore.bytes(db, ...partsOf(key)),
    MOST_IMAGES,
  );
  return {
    async image(poolId, name) {
      const type = await pageAssetStore.type(storage.db, poolId, name);
      const bytes = type === undefined ? undefined : await images.get(lookKey(poolId, name));
      return type === undefined || bytes === undefined ? undefined : { type, bytes };
    },
    async classic(poolId, clientId) {
      const of = async (id: string) => (await classic.get(lookKey(poolId, id)))?.appearance;
      return (await of(clientId)) ?? (await of(ALL_CLIENTS)) ?? CLASSIC_APPEARANCE;
    },
    managed: async (poolId, clientId) =>
      (await managed.get(lookKey(poolId, clientId))) ?? managedAppearance(WITHOUT_STYLE, [], []),
  };
}

async function readManaged(db: CognitoReader, poolId: string, clientId: string): Promise<Appearance> {
  const style = await loginStyleStore.ofClient(db, poolId, clientId);
  const assets = style === undefined ? [] : await pageAssetStore.listInfo(db, poolId, style.id);
  return managedAppearance(
    style === undefined ? WITHOUT_STYLE : (style.settings ?? {}),
    assets,
    await termsStore.ofClient(db, poolId, clientId),
  );
}

function partsOf(key: string): [poolId: string, clientIdOrName: string] {
  const slash = key.indexOf("/");
  return [key.slice(0, slash), key.slice(slash + 1)];
}
