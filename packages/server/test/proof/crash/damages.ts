import { SHARED_POOL } from "./pools-under-load.ts";

/**
 * What is done to a database at the end of a run, to show that the comparison can fail. Each strikes users of its own, by the first
 * digit of their sub.
 */
export interface Damage {
  name: string;
  /** The first digits of the subs that are its own. */
  digits: string;
  /** On SQLite and PostgreSQL. The first one's effect counts: where it finds nothing to damage, nothing is shown. */
  statements(digits: string): readonly string[];
  /** What a sentence of the comparison then says. */
  noticed: RegExp;
}

/** In the pool that the ledger follows user by user. */
const digits = (list: string) =>
  `substr(sub, 1, 1) in (${[...list].map((digit) => `'${digit}'`).join(", ")})
    and pool_id in (select id from user_pools where name = '${SHARED_POOL}')`;
const activeUsers = (list: string) =>
  `select sub from users where enabled = 1 and status = 'CONFIRMED' and ${digits(list)}`;

/** For a second stroke, when all others were noticed: an answer that was lost may have left nothing that the ledger is sure of. */
export const EVERY_DIGIT = "0123456789abcdef";

export const damages: readonly Damage[] = [
  {
    name: "a user is lost",
    digits: "01",
    statements: (own) =>
      ["users", "sign_in_names", "user_search", "user_passwords", "codes", "auth_sessions", "group_members"].map(
        (table) => `delete from ${table} where ${digits(own)}`,
      ),
    noticed: /the user should be .* and is "UserNotFoundException/,
  },
  {
    name: "a password is lost",
    digits: "23",
    statements: (own) => [`delete from user_passwords where ${digits(own)}`],
    noticed: /sign-in should be .* and is "NotAuthorizedException: Incorrect/,
  },
  {
    name: "a place in a group is lost",
    digits: "45",
    statements: (own) => [`delete from group_members where ${digits(own)}`],
    noticed: /the list of groups should be/,
  },
  {
    name: "a confirmation is lost",
    digits: "67",
    statements: (own) => [`update users set status = 'UNCONFIRMED' where status = 'CONFIRMED' and ${digits(own)}`],
    noticed: /the user should be "CONFIRMED.* and is "UNCONFIRMED/,
  },
  {
    name: "a revocation is lost",
    digits: "89ab",
    statements: (own) => [
      `update token_families set revoked_at = null where revoked_at is not null and sub in (${activeUsers(own)})`,
    ],
    noticed: /token that ended gives/,
  },
  {
    name: "an exchange of a refresh token is lost",
    digits: "cdef",
    statements: (own) => [
      `update refresh_tokens set rotated_at = null where rotated_at is not null and origin_jti in
        (select origin_jti from token_families where revoked_at is null and sub in (${activeUsers(own)}))`,
    ],
    noticed: /a replaced refresh token should be/,
  },
];
