/** The database cannot be reached or did not take the work. Nothing of the unit is in force: it may be tried again. */
export class StorageUnavailableError extends Error {
  override readonly name: string = "StorageUnavailableError";
}

/** Other units were in the way too often: nothing is wrong with the database. */
export class UnitConflictError extends StorageUnavailableError {
  override readonly name = "UnitConflictError";
}

/**
 * The connection was lost while a unit was being committed: it is in force as a whole or not at all, and nobody can say which.
 * The caller's client must look before it tries again.
 */
export class CommitUncertainError extends StorageUnavailableError {
  override readonly name = "CommitUncertainError";
}

/** The storage was closed. */
export class StorageClosedError extends Error {
  override readonly name = "StorageClosedError";
  constructor() {
    super("The storage is closed.");
  }
}

/** The database was written by a newer program. */
export class DatabaseTooNewError extends Error {
  override readonly name = "DatabaseTooNewError";
  constructor(migrations: readonly { service: string; name: string }[]) {
    const names = migrations.map(({ service, name }) => `${service}/${name}`).join(", ");
    super(
      `The database was written by a newer Poolhouse, this one does not know its migrations ${names}: ` +
        "start that version, or restore a backup from before the upgrade.",
    );
  }
}

/** Another process has the database file open. */
export class DatabaseInUseError extends Error {
  override readonly name = "DatabaseInUseError";
}

/** The database's file is not where it was when it was opened: what is written now would be lost. */
export class DatabaseRemovedError extends Error {
  override readonly name = "DatabaseRemovedError";
  constructor(path: string) {
    super(
      `${path} was removed or replaced while this server had it open, which can keep nothing any more: start the server again.`,
    );
  }
}

/** The file or database is not one of ours; nothing was changed in it. */
export class ForeignDatabaseError extends Error {
  override readonly name = "ForeignDatabaseError";
}

/** A unit did something that no unit may do: a programming error. The unit is undone. */
export class UnitMisuseError extends Error {
  override readonly name = "UnitMisuseError";
}
