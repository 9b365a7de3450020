/** Where the data of one server lives. */
export type DatabaseLocation =
  /** One SQLite file; its folder is created when it does not exist. One process at a time. */
  | { kind: "sqlite"; file: string }
  /** Nothing outlives the process. */
  | { kind: "memory" }
  /** A connection string; the tables live in the schema that its search path names first. Several nodes at once. */
  | { kind: "postgres"; url: string };
