import { type RawBuilder, sql } from "kysely";
import type { Clock } from "../platform/clock.ts";
import type { Storage } from "./storage.ts";

/**
 * The time by which leases are given, in milliseconds, for a statement: the database's where nodes share one, so that their clocks need not agree.
 */
export function databaseTime({ dialect }: Pick<Storage, "dialect">, clock: Clock): RawBuilder<number> {
  return dialect === "sqlite"
    ? sql<number>`${clock.wall()}`
    : sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
}
