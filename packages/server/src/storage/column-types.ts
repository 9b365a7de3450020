import {
  type ColumnDefinitionBuilder,
  CreateTableNode as CreateTable,
  type CreateTableNode,
  type KyselyPlugin,
  sql,
} from "kysely";
import type { ColumnTypes } from "./migration.ts";

const SQLITE: ColumnTypes = { dialect: "sqlite", text: "text", integer: "integer", blob: "blob", serial: "integer" };

const POSTGRES: ColumnTypes = {
  dialect: "postgres",
  // Whatever the database's own collation is: lists page by key and prefix searches are ranges, so order must be that of code points.
  text: sql`text collate "C"`,
  integer: "bigint",
  blob: "bytea",
  serial: "bigserial",
};

export const columnTypes: Readonly<Record<ColumnTypes["dialect"], ColumnTypes>> = {
  sqlite: SQLITE,
  postgres: POSTGRES,
};

/**
 * The rest of a column that the database counts up: `addColumn("seq", types.serial, serialKey(types))`. A number is never given twice,
 * not even after its row was deleted.
 */
export function serialKey(types: ColumnTypes): (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder {
  return (column) => (types.dialect === "sqlite" ? column.primaryKey().autoIncrement() : column.primaryKey());
}

/** Makes SQLite's tables STRICT, so that a value of the wrong type is refused there as PostgreSQL refuses it. */
export const strictTables: KyselyPlugin = {
  transformQuery: ({ node }) =>
    CreateTable.is(node)
      ? CreateTable.cloneWithEndModifier(node satisfies CreateTableNode, sql`strict`.toOperationNode())
      : node,
  transformResult: async ({ result }) => result,
};
