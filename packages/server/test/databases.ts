import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClock } from "../src/platform/clock.ts";
import { silentLog } from "../src/platform/log.ts";
import type { DatabaseLocation } from "../src/storage/database-location.ts";
import { openStorage, type StorageOptions } from "../src/storage/open-storage.ts";
import type { Storage } from "../src/storage/storage.ts";
import { createTestSchema } from "./postgres-schema.ts";

/** A kind of database that a suite runs on: `describe.each(databases)("… on $name", …)`. */
export interface TestDatabaseKind {
  name: "sqlite" | "sqlite-file" | "postgres";
  /** An empty database. */
  create(): Promise<TestDatabase>;
  /** A storage on an empty database, which goes when the storage is closed. */
  open(options?: Partial<StorageOptions>): Promise<Storage>;
}

export interface TestDatabase {
  location: DatabaseLocation;
  /** Opens it; again (PostgreSQL: also at once) for another node or a restart, except where nothing outlives the storage. */
  open(options?: Partial<StorageOptions>): Promise<Storage>;
  /** Removes it, after its storages were closed. */
  drop(): Promise<void>;
}

const CREATE: Record<TestDatabaseKind["name"], () => Promise<TestDatabase>> = {
  sqlite: async () => testDatabase({ kind: "memory" }, async () => {}),
  "sqlite-file": async () => {
    const folder = mkdtempSync(join(tmpdir(), "poolhouse-test-"));
    const remove = async () => rmSync(folder, { recursive: true, force: true });
    return testDatabase({ kind: "sqlite", file: join(folder, "data", "poolhouse.db") }, remove);
  },
  postgres: async () => {
    const schema = await createTestSchema();
    return testDatabase({ kind: "postgres", url: schema.url }, schema.drop);
  },
};

function testDatabase(location: DatabaseLocation, drop: () => Promise<void>): TestDatabase {
  return {
    location,
    open: (options = {}) =>
      openStorage({
        database: location,
        migrations: [],
        clock: createClock(),
        log: silentLog,
        connections: 5,
        ...options,
      }),
    drop,
  };
}

/** The same storage, whose `close` does `after` besides. */
function closingWith<Tables>(storage: Storage<Tables>, after: () => Promise<void>): Storage<Tables> {
  return {
    ...storage,
    get db() {
      return storage.db;
    },
    of: <More>() => closingWith(storage.of<More>(), after),
    close: async () => {
      await storage.close();
      await after();
    },
  };
}

function kind(name: TestDatabaseKind["name"]): TestDatabaseKind {
  const create = CREATE[name];
  return {
    name,
    create,
    open: async (options) => {
      const database = await create();
      return closingWith(await database.open(options), database.drop);
    },
  };
}

const chosen = (process.env.POOLHOUSE_TEST_DATABASES ?? "sqlite,postgres").split(",");

/** The databases that every store's suite runs on; `POOLHOUSE_TEST_DATABASES=sqlite` runs it on SQLite alone. */
export const databases: readonly TestDatabaseKind[] = [kind("sqlite"), kind("postgres")].filter(({ name }) =>
  chosen.includes(name),
);

/** The same with SQLite in a file besides, for the storage layer's own suite. */
export const allDatabases: readonly TestDatabaseKind[] = [
  ...(chosen.includes("sqlite") ? [kind("sqlite"), kind("sqlite-file")] : []),
  ...(chosen.includes("postgres") ? [kind("postgres")] : []),
];
