import { serialKey } from "./column-types.ts";
import type { ServiceMigrations } from "./migration.ts";

/** The tables of the storage layer itself (core-tables.ts), before those of any service. */
export const coreMigrations: ServiceMigrations = {
  service: "storage",
  migrations: [
    {
      name: "0001-core",
      up: async (db, types) => {
        await db.schema
          .createTable("events")
          .addColumn("seq", types.serial, serialKey(types))
          .addColumn("account", types.text, (column) => column.notNull())
          .addColumn("region", types.text, (column) => column.notNull())
          .addColumn("resource", types.text, (column) => column.notNull())
          .addColumn("kind", types.text, (column) => column.notNull())
          .addColumn("actor", types.text, (column) => column.notNull())
          .addColumn("request_id", types.text, (column) => column.notNull())
          .addColumn("at", types.integer, (column) => column.notNull())
          .addColumn("data", types.text, (column) => column.notNull())
          .execute();
        await db.schema
          .createTable("leases")
          .addColumn("name", types.text, (column) => column.primaryKey())
          .addColumn("holder", types.text, (column) => column.notNull())
          .addColumn("expires_at", types.integer, (column) => column.notNull())
          .execute();
        await db.schema
          .createTable("settings")
          .addColumn("name", types.text, (column) => column.primaryKey())
          .addColumn("value", types.text, (column) => column.notNull())
          .execute();
      },
    },
    {
      name: "0002-events-by-time",
      index: { name: "events_by_time", table: "events", columns: ["at"] },
    },
  ],
};
