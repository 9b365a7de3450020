import type { Expression } from "kysely";
import type { Sealer } from "../../../platform/sealing.ts";
import { prepared } from "../../../storage/prepared.ts";
import { toFailures } from "../limits/attempt-store.ts";
import { type Failures, NO_FAILURES } from "../limits/lockout.ts";
import type { CognitoReader, CognitoTables } from "../tables.ts";
import { openPassword, type StampedPassword, type Standing, standingOf, userAndPassword } from "./password-store.ts";
import type { User } from "./user.ts";
import { toUser } from "./user-row.ts";

/** All that a sign-in looks at before it asks for a proof. */
export interface SignInRecord {
  /** Undefined for a name that nobody holds. */
  user: User | undefined;
  password: StampedPassword | undefined;
  /** Of the typed name, whether or not there is such a user. */
  failures: Failures;
}

/** What a sign-in looks at again in the unit that completes it. */
export interface SignInStanding extends Standing, Pick<User, "version"> {
  failures: Failures;
}

/** What sign-ins read, each in one look; a name that nobody holds costs the same look. */
export interface SignInStore {
  /** @param key the typed name, folded; failures count under it */
  signInByName(db: CognitoReader, poolId: string, key: string): Promise<SignInRecord>;
  /** @param key the name that was typed when the sign-in began, folded */
  signInOfUser(db: CognitoReader, user: { poolId: string; sub: string }, key: string): Promise<SignInRecord>;
  /** Nothing is unsealed. Undefined when the user is gone. */
  signInStanding(
    db: CognitoReader,
    user: { poolId: string; sub: string },
    key: string,
  ): Promise<SignInStanding | undefined>;
}

/** The kind under which failed sign-ins are counted in `attempts`. */
export const SIGN_IN_ATTEMPTS = "sign-in";

type Nullable<Row> = { [Column in keyof Row]: Row[Column] | null };

/** One row whatever there is: what is missing is null. */
type SignInRow = Nullable<
  CognitoTables["users"] &
    Pick<CognitoTables["user_passwords"], "passwords_sealed" | "stamp"> &
    Pick<CognitoTables["attempts"], "count" | "since" | "blocked_until">
>;

/** A single row to which everything is joined. */
const nothing = (db: CognitoReader) => db.selectNoFrom((make) => make.lit(1).as("one")).as("nothing");

/** @param sub whose row: a value, or a query that gives one or none */
const signInRow = (
  db: CognitoReader,
  { poolId, key }: { poolId: string; key: string },
  sub: string | Expression<string | null>,
) =>
  db
    .selectFrom(nothing(db))
    .leftJoin("users", (join) => join.on("users.pool_id", "=", poolId).on("users.sub", "=", sub))
    .leftJoin("user_passwords", (join) =>
      join.onRef("user_passwords.pool_id", "=", "users.pool_id").onRef("user_passwords.sub", "=", "users.sub"),
    )
    .leftJoin("attempts", (join) =>
      join
        .on("attempts.pool_id", "=", poolId)
        .on("attempts.subject", "=", key)
        .on("attempts.kind", "=", SIGN_IN_ATTEMPTS),
    )
    .selectAll("users")
    .select(["passwords_sealed", "stamp", "count", "since", "blocked_until"]);

const rowByName = prepared((db: CognitoReader, { poolId, key }: { poolId: string; key: string }) =>
  signInRow(
    db,
    { poolId, key },
    db.selectFrom("sign_in_names").select("sub").where("pool_id", "=", poolId).where("key", "=", key).$asScalar(),
  ),
);

const rowOfUser = prepared((db: CognitoReader, { poolId, sub, key }: { poolId: string; sub: string; key: string }) =>
  signInRow(db, { poolId, key }, sub),
);

const standingRow = prepared((db: CognitoReader, { poolId, sub, key }: { poolId: string; sub: string; key: string }) =>
  userAndPassword(db, { poolId, sub })
    .leftJoin("attempts", (join) =>
      join
        .onRef("attempts.pool_id", "=", "users.pool_id")
        .on("attempts.subject", "=", key)
        .on("attempts.kind", "=", SIGN_IN_ATTEMPTS),
    )
    .select(["users.status", "users.enabled", "users.version", "stamp", "count", "since", "blocked_until"]),
);

export function createSignInStore(sealer: Sealer): SignInStore {
  return {
    async signInByName(db, poolId, key) {
      return toRecord(sealer, (await rowByName(db, { poolId, key })).rows[0]);
    },

    async signInOfUser(db, { poolId, sub }, key) {
      return toRecord(sealer, (await rowOfUser(db, { poolId, sub, key })).rows[0]);
    },

    async signInStanding(db, { poolId, sub }, key) {
      const [row] = (await standingRow(db, { poolId, sub, key })).rows;
      return row && { ...standingOf(row), version: row.version, failures: failuresIn(row) };
    },
  };
}

function toRecord(sealer: Sealer, row: SignInRow | undefined): SignInRecord {
  if (row === undefined) throw new Error("A look that always gives one row gave none");
  const user = hasUser(row) ? toUser(row) : undefined;
  const { passwords_sealed, stamp } = row;
  const password =
    user === undefined || passwords_sealed === null || stamp === null
      ? undefined
      : openPassword(sealer, user, { passwords_sealed, stamp });
  return { user, password, failures: failuresIn(row) };
}

/** All columns of a user come together. */
function hasUser(row: Nullable<CognitoTables["users"]>): row is CognitoTables["users"] {
  return row.sub !== null;
}

function failuresIn({
  count,
  since,
  blocked_until,
}: Nullable<Pick<CognitoTables["attempts"], "count" | "since" | "blocked_until">>): Failures {
  return count === null || since === null || blocked_until === null
    ? NO_FAILURES
    : toFailures({ count, since, blocked_until });
}
