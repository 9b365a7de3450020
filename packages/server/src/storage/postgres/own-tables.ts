import { sql } from "kysely";

/** The tables of the schema that is first in the search path, without those of extensions. */
export const ownTables = sql<{ name: string }>`
  select c.relname as name from pg_class c
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by c.relname`;
