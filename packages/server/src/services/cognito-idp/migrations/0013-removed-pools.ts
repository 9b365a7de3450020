import type { Migration } from "../../../storage/migration.ts";

/** Pools that are gone, and of whose users something is left to be deleted. */
export const removedPools: Migration = {
  name: "0013-removed-pools",
  up: async (db, { text }) => {
    await db.schema
      .createTable("removed_pools")
      .addColumn("id", text, (c) => c.primaryKey())
      .execute();
  },
};
