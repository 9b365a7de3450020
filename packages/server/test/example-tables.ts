import type { ServiceMigrations } from "../src/storage/migration.ts";

/** Tables for the storage layer's own suites. */
export interface ExampleTables {
  things: { id: string; count: number; note?: string; bytes?: Uint8Array };
  labels: { thing: string; name: string };
}

export const exampleMigrations: readonly ServiceMigrations[] = [
  {
    service: "example",
    migrations: [
      {
        name: "0001-things",
        up: async (db, types) => {
          await db.schema
            .createTable("things")
            .addColumn("id", types.text, (column) => column.primaryKey())
            .addColumn("count", types.integer, (column) => column.notNull())
            .addColumn("note", types.text)
            .addColumn("bytes", types.blob)
            .execute();
        },
      },
      {
        name: "0002-labels",
        up: async (db, types) => {
          await db.schema
            .createTable("labels")
            .addColumn("thing", types.text, (column) => column.notNull().references("things.id").onDelete("cascade"))
            .addColumn("name", types.text, (column) => column.notNull())
            .addPrimaryKeyConstraint("labels_key", ["thing", "name"])
            .execute();
        },
      },
    ],
  },
];
