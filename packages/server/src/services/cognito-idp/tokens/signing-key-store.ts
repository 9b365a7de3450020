import type { KeyObject } from "node:crypto";
import type { Log } from "../../../platform/log.ts";
import type { Random } from "../../../platform/random.ts";
import type { Sealer } from "../../../platform/sealing.ts";
import { countRows } from "../../../storage/count-rows.ts";
import type { CognitoStorage, CognitoUnit } from "../tables.ts";
import { createKeyStock, type SpareKeys } from "./key-stock.ts";
import {
  generateSigningKey,
  importSigningKey,
  type PublicJwk,
  type SigningKey,
  type SigningKeyRecord,
} from "./keys.ts";

const BY_POOL = "cognito-idp.signing-keys";
const BY_KID = "cognito-idp.verification-keys";

/** A pool's two keys: one signs ID tokens, the other access tokens. */
export interface PoolKeys {
  id: SigningKey;
  access: SigningKey;
}

/** A public key and whose it is. */
export interface VerificationKey {
  poolId: string;
  publicKey: KeyObject;
}

/** Keeps signing keys; private parts are sealed, and parsed once for as long as they stay in the cache. */
export interface SigningKeyStore {
  of(poolId: string): Promise<PoolKeys | undefined>;
  byKid(kid: string): Promise<VerificationKey | undefined>;
  /** Two pairs for a new pool, taken before its unit. */
  take(): Promise<{ id: SigningKeyRecord; access: SigningKeyRecord }>;
  insert(
    tx: CognitoUnit,
    poolId: string,
    keys: { id: SigningKeyRecord; access: SigningKeyRecord },
    now: number,
  ): Promise<void>;
  /** Begins to prepare spare pairs in the background. */
  prepare(): void;
  close(): Promise<void>;
}

/** @param generate makes a key pair that no pool has; `generateSigningKey` unless given */
export function createSigningKeyStore({
  storage,
  sealer,
  random,
  log,
  generate = () => generateSigningKey(random),
}: {
  storage: CognitoStorage;
  sealer: Sealer;
  random: Random;
  log: Log;
  generate?: (() => Promise<SigningKeyRecord>) | undefined;
}): SigningKeyStore {
  const stock = createKeyStock({
    spares: spareKeys(storage, sealer),
    generate,
    onError: (error) => log.warn({ err: error }, "spare signing keys could not be prepared"),
  });
  const byPool = storage.cache<PoolKeys>(BY_POOL, async (poolId, db) => {
    const rows = await db.selectFrom("signing_keys").selectAll().where("pool_id", "=", poolId).execute();
    const keyOf = (use: string) => {
      const row = rows.find((candidate) => candidate.use === use);
      return row && importSigningKey(openKey(sealer, "signing_keys", row));
    };
    const id = keyOf("id");
    const access = keyOf("access");
    return id && access && { id, access };
  });
  const byKid = storage.cache<VerificationKey>(BY_KID, async (kid, db) => {
    const row = await db.selectFrom("signing_keys").selectAll().where("kid", "=", kid).executeTakeFirst();
    return (
      row && {
        poolId: row.pool_id,
        publicKey: importSigningKey(openKey(sealer, "signing_keys", row)).publicKey,
      }
    );
  });
  return {
    of: (poolId) => byPool.get(poolId),
    byKid: (kid) => byKid.get(kid),
    async take() {
      const [id, access] = await Promise.all([stock.take(), stock.take()]);
      return { id, access };
    },
    async insert(tx, poolId, keys, now) {
      for (const use of ["id", "access"] as const) {
        const key = keys[use];
        await tx.db
          .insertInto("signing_keys")
          .values({ pool_id: poolId, use, created_at: now, ...sealKey(sealer, "signing_keys", key) })
          .execute();
        tx.invalidate(BY_KID, key.kid);
      }
      tx.invalidate(BY_POOL, poolId);
    },
    prepare: () => stock.fill(),
    close: () => stock.close(),
  };
}

function spareKeys(storage: CognitoStorage, sealer: Sealer): SpareKeys {
  return {
    async count() {
      return await countRows(storage.db.selectFrom("spare_signing_keys"));
    },
    async put(key) {
      await storage.write((tx) =>
        tx.db
          .insertInto("spare_signing_keys")
          .values(sealKey(sealer, "spare_signing_keys", key))
          .execute(),
      );
    },
    take: () =>
      storage.write(async (tx) => {
        const row = await tx.db.selectFrom("spare_signing_keys").selectAll().orderBy("kid").limit(1).executeTakeFirst();
        if (row === undefined) return undefined;
        await tx.db.deleteFrom("spare_signing_keys").where("kid", "=", row.kid).execute();
        return openKey(sealer, "spare_signing_keys", row);
      }),
  };
}

interface SealedKeyRow {
  kid: string;
  public_json: string;
  private_sealed: string;
}

const place = (table: string, kid: string) => ({ table, row: kid, column: "private_sealed" });

function sealKey(sealer: Sealer, table: string, key: SigningKeyRecord): SealedKeyRow {
  return {
    kid: key.kid,
    public_json: JSON.stringify(key.publicJwk),
    private_sealed: sealer.seal(key.privateKey, place(table, key.kid)),
  };
}

function openKey(sealer: Sealer, table: string, row: SealedKeyRow): SigningKeyRecord {
  const publicJwk: PublicJwk = JSON.parse(row.public_json);
  return {
    kid: row.kid,
    publicJwk,
    privateKey: sealer.open(row.private_sealed, place(table, row.kid)).toString("utf8"),
  };
}
