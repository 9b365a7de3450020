import { createHash } from "node:crypto";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";
import type { ImageFormat } from "./asset-format.ts";

/** An image of the pages. Names are unique in their pool as far as the bytes are: one image that two styles use has one name. */
export interface PageAsset {
  poolId: string;
  /** A style's id, or `classic/{client}`. */
  owner: string;
  /** What the image is for; unique within its owner. */
  slot: string;
  /** `{digest}.{suffix}`. */
  name: string;
  type: string;
  /** What the API says of it, for answers. */
  details: Readonly<Record<string, string>>;
  bytes: Uint8Array;
}

/** What is known of an asset without reading its bytes. */
export type PageAssetInfo = Omit<PageAsset, "bytes">;

export interface PageAssetStore {
  /** In the order they were put. */
  list(db: CognitoReader, poolId: string, owner: string): Promise<PageAsset[]>;
  /** The same without the bytes. */
  listInfo(db: CognitoReader, poolId: string, owner: string): Promise<PageAssetInfo[]>;
  /** The media type of the image of that name, whoever owns it. */
  type(db: CognitoReader, poolId: string, name: string): Promise<string | undefined>;
  /** Its bytes. */
  bytes(db: CognitoReader, poolId: string, name: string): Promise<Uint8Array | undefined>;
  /** Puts assets of one owner after those it has; one in the same slot is replaced. */
  put(tx: CognitoUnit, assets: readonly PageAsset[]): Promise<void>;
  removeOwner(tx: CognitoUnit, poolId: string, owner: string): Promise<void>;
}

/** @returns the name under which pages may keep the bytes for ever */
export function assetName(bytes: Uint8Array, { suffix }: ImageFormat): string {
  return `${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}.${suffix}`;
}

export const pageAssetStore: PageAssetStore = {
  async list(db, poolId, owner) {
    const rows = await ownersRows(db, poolId, owner).selectAll().execute();
    // A driver's own kind of buffer must not get into answers.
    return rows.map((row) => ({ ...toInfo(row), bytes: new Uint8Array(row.bytes) }));
  },

  async listInfo(db, poolId, owner) {
    const columns = ["pool_id", "owner", "slot", "name", "type", "details_json"] as const;
    return (await ownersRows(db, poolId, owner).select(columns).execute()).map(toInfo);
  },

  type: async (db, poolId, name) => (await named(db, poolId, name).select("type").executeTakeFirst())?.type,

  async bytes(db, poolId, name) {
    const row = await named(db, poolId, name).select("bytes").executeTakeFirst();
    return row && new Uint8Array(row.bytes);
  },

  async put(tx, assets) {
    const [first] = assets;
    if (first === undefined) return;
    const { poolId, owner } = first;
    const last = await ownersRows(tx.db, poolId, owner).select("seq").execute();
    let seq = last.at(-1)?.seq ?? 0;
    for (const asset of assets) {
      await tx.db
        .deleteFrom("page_assets")
        .where("pool_id", "=", poolId)
        .where("owner", "=", owner)
        .where("slot", "=", asset.slot)
        .execute();
      seq += 1;
      await tx.db.insertInto("page_assets").values(toRow(asset, seq)).execute();
    }
  },

  async removeOwner(tx, poolId, owner) {
    await tx.db.deleteFrom("page_assets").where("pool_id", "=", poolId).where("owner", "=", owner).execute();
  },
};

const named = (db: CognitoReader, poolId: string, name: string) =>
  db.selectFrom("page_assets").where("pool_id", "=", poolId).where("name", "=", name).limit(1);

const ownersRows = (db: CognitoReader, poolId: string, owner: string) =>
  db.selectFrom("page_assets").where("pool_id", "=", poolId).where("owner", "=", owner).orderBy("seq");

function toRow(asset: PageAsset, seq: number): CognitoTables["page_assets"] {
  return {
    pool_id: asset.poolId,
    owner: asset.owner,
    slot: asset.slot,
    seq,
    name: asset.name,
    type: asset.type,
    details_json: JSON.stringify(asset.details),
    bytes: asset.bytes,
  };
}

function toInfo(row: Omit<CognitoTables["page_assets"], "bytes" | "seq">): PageAssetInfo {
  return {
    poolId: row.pool_id,
    owner: row.owner,
    slot: row.slot,
    name: row.name,
    type: row.type,
    details: JSON.parse(row.details_json),
  };
}
