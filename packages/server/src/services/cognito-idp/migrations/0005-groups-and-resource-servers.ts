import type { Migration } from "../../../storage/migration.ts";

/** Groups with their members, and resource servers with their scopes. */
export const groupsAndResourceServers: Migration = {
  name: "0005-groups-and-resource-servers",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("groups")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("name", text, (c) => c.notNull())
      .addColumn("description", text)
      .addColumn("precedence", integer)
      .addColumn("role_arn", text)
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("modified_at", integer, (c) => c.notNull())
      .addPrimaryKeyConstraint("groups_key", ["pool_id", "name"])
      .execute();
    await db.schema
      .createTable("group_members")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("group_name", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("added_at", integer, (c) => c.notNull())
      .addPrimaryKeyConstraint("group_members_key", ["pool_id", "group_name", "sub"])
      .execute();
    await db.schema
      .createIndex("group_members_by_user")
      .on("group_members")
      .columns(["pool_id", "sub", "group_name"])
      .execute();
    await db.schema
      .createTable("resource_servers")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("identifier", text, (c) => c.notNull())
      .addColumn("name", text, (c) => c.notNull())
      .addColumn("scopes_json", text, (c) => c.notNull())
      .addPrimaryKeyConstraint("resource_servers_key", ["pool_id", "identifier"])
      .execute();
  },
};
