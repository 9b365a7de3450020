import type { Kysely } from "kysely";
import type { CoreTables } from "./core-tables.ts";

/**
 * The database of one server. Stores are written once against it and run on SQLite and PostgreSQL.
 * `Tables` is the part of the schema that the holder may see: a service asks for its own with `storage.of<MyTables>()`.
 */
export interface Storage<Tables = CoreTables> {
  readonly dialect: "sqlite" | "postgres";
  /** Queries outside a unit of work. They see committed units only. */
  readonly db: Reader<Tables>;
  /**
   * Runs one unit of work: all of its statements take effect, durably, or none. Contains nothing but statements on `tx`;
   * `storage.write`, `storage.db`, a cache's `get`, in-process calls, HTTP, mail and slow cryptography throw inside it. May run
   * more than once (PostgreSQL retries a serialization failure), so it must not change anything outside.
   * What it throws is thrown here, after everything it did was undone. A statement that fails undoes its unit even when its error was
   * caught inside: an expected conflict is `on conflict do nothing returning`, or is caught outside with `isUniqueViolation`.
   *
   * @throws ConstraintViolation, UnstorableValueError, StorageUnavailableError (may be tried again), CommitUncertainError.
   */
  write<T>(run: (tx: Unit<Tables>) => Promise<T>): Promise<T>;
  /**
   * Deletes what may be a million rows: unit by unit, `most` rows each at the most, leaving others room between two, until a unit finds nothing or
   * `signal` is aborted. Only for rows that nobody relies on any more, as those that expired: on PostgreSQL the units are not
   * SERIALIZABLE, so that they are in no other unit's way. `deleted` is told of the rows of each unit after its commit.
   *
   * @param batch deletes at most `most` rows by an index and says how many; its last condition is the one that makes a row one of those, since
   *   somebody may have renewed the row after a subquery chose it.
   * @throws as {@link write}; what was deleted before stays so.
   */
  purge(
    batch: (tx: Unit<Tables>, most: number) => Promise<number>,
    signal: AbortSignal,
    deleted?: (rows: number) => void,
  ): Promise<void>;
  /**
   * Whether the database takes what is written, by the last unit that could tell: false since one failed for want of storage (a full disk, a file
   * that is gone, no connection), until one goes through.
   */
  takesUnits(): boolean;
  /** The same database with a service's tables. */
  of<More>(): Storage<More & CoreTables>;
  /**
   * A read-through cache by string key, invalidated by units: on this node before their `write` resolves, on others within milliseconds
   * (when a connection dies unnoticed, within about ten seconds). `load` giving undefined is not kept. Holds the `most` (10,000) last
   * used values; whoever gets one shares it and does not change it.
   *
   * @throws Error when the name is taken.
   */
  cache<V>(name: string, load: (key: string, db: Reader<Tables>) => Promise<V | undefined>, most?: number): Cache<V>;
  /**
   * Runs `run` every `everyMs` of wall time on one node at a time, under a lease row; a restart does not begin the time anew. What it
   * throws is logged. `signal` is aborted when the storage closes, and when another node has taken over because this one stood still.
   */
  schedule(name: string, everyMs: number, run: (signal: AbortSignal) => Promise<void>): void;
  /** Forgets everything, on every node: all rows of all tables, and what is cached. For development. */
  reset(): Promise<void>;
  /** Waits for the units and jobs under way, then closes. Later calls throw. */
  close(): Promise<void>;
}

/** Reading only: `executeQuery`, which `prepared` needs, refuses all but selects here. */
export type Reader<Tables> = Pick<
  Kysely<Tables>,
  "selectFrom" | "selectNoFrom" | "with" | "executeQuery" | "getExecutor"
>;

/** A unit of work under way. */
export interface Unit<Tables> extends AnyUnit {
  /** Statements of this unit. */
  readonly db: Kysely<Tables>;
}

/** A unit of work whoever's tables it was begun with: what one part takes from another to add rows of its own to its unit. */
export interface AnyUnit {
  /** The same unit with a service's tables. */
  of<More>(): Unit<More & CoreTables>;
  /** Appends to the events table, as part of the unit. */
  emit(event: NewEvent): Promise<void>;
  /** Drops a cache's key on every node once the unit is committed. */
  invalidate(cache: string, key: string): void;
  /** Runs once on this node after the commit, outside the unit; for waking what delivers the unit's rows. */
  afterCommit(run: () => void): void;
}

export interface Cache<V> {
  /** The value, loaded when it is not held. Throws inside a unit. */
  get(key: string): Promise<V | undefined>;
}

/** What happened, for audit, webhooks and other nodes. `data` never holds a secret. */
export interface NewEvent {
  account: string;
  region: string;
  /** The thing it happened to: an ARN or a path of ids. */
  resource: string;
  /** `<service>.<what>`, for example `cognito-idp.UserConfirmed`. */
  kind: string;
  /** Who did it: an ARN, a user's sub, or "anonymous". */
  actor: string;
  requestId: string;
  /** Milliseconds, the server's time. */
  at: number;
  data?: Record<string, unknown>;
}
