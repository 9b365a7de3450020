import { type Kysely, sql } from "kysely";

/** Deletes all rows of all tables but what was migrated, those first that refer to others. */
export async function emptyTables(unit: Kysely<unknown>): Promise<void> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table' and name not in ('poolhouse_migrations', 'sqlite_sequence')`.execute(
    unit,
  );
  const { rows: references } = await sql<{ child: string; parent: string }>`
    select t.name as child, f."table" as parent from sqlite_schema t, pragma_foreign_key_list(t.name) f
    where t.type = 'table' and f."table" <> t.name`.execute(unit);
  const left = new Set(tables.map(({ name }) => name));
  while (left.size > 0) {
    const free = [...left].filter(
      (name) => !references.some(({ child, parent }) => parent === name && left.has(child)),
    );
    if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...left].join(", ")}.`);
    for (const name of free) {
      await sql`delete from ${sql.table(name)}`.execute(unit);
      left.delete(name);
    }
  }
}
