import type { Kysely, KyselyProps } from "kysely";

/** One database behind a storage: what differs between SQLite and PostgreSQL, and nothing else. */
export interface Engine {
  readonly dialect: "sqlite" | "postgres";
  /** What a query builder needs to read committed data. Throws inside a unit, and for anything but a select. */
  readonly reader: KyselyProps;
  /**
   * Runs a unit and commits it durably.
   *
   * @throws what `body.run` threw, a ConstraintViolation, or StorageUnavailableError; then nothing of the unit is in force
   *   (CommitUncertainError excepted).
   */
  write<T>(body: UnitBody<T>): Promise<T>;
  /** Tells other nodes, once the unit is committed, which cached values it made stale. The unit's last statement. */
  announce(unit: Kysely<unknown>, stale: readonly StaleValue[] | "everything"): Promise<void>;
  /** Deletes all rows of all tables but what was migrated. */
  empty(unit: Kysely<unknown>): Promise<void>;
  /** Waits for the units under way, then closes. */
  close(): Promise<void>;
}

export interface UnitBody<T> {
  /** Runs the unit's statements on a query builder made of `props`; perhaps more than once, each time after undoing the last. */
  run(props: KyselyProps): Promise<T>;
  /** Called once, right after the commit and before anybody hears of it. Must not throw. */
  committed(value: T): void;
  /** On PostgreSQL, when it need not run as if alone: it is in no other unit's way then. */
  isolation?: "read committed";
}

/** A cached value that is no longer true. */
export interface StaleValue {
  cache: string;
  key: string;
}

/** Where an engine sends what it learns about cached values. */
export interface StaleValueSink {
  drop(stale: StaleValue): void;
  dropAll(): void;
  /** Nothing held can be trusted, and nothing loaded from now on either, until `resume`. */
  suspend(): void;
  resume(): void;
}
