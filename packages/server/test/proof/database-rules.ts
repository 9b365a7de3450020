import { TABLES_OF_A_POOL } from "../../src/services/cognito-idp/pools/pool-store.ts";

/** What must hold in the database between any two units of work: `offenders` selects the rows against it, on SQLite and PostgreSQL. */
export interface DatabaseRule {
  rule: string;
  offenders: string;
}

/** Rows of a table whose `on` names no row of another. */
const belongs = (table: string, owner: string, on: string, where = "1 = 1"): DatabaseRule => ({
  rule: `a row of ${table} belongs to one of ${owner}`,
  offenders: `select t.* from ${table} t where ${where} and not exists (select 1 from ${owner} o where ${on})`,
});

/** Rows of a table of whose making no event tells. */
const hasEvent = (table: string, resource: string, kinds: readonly string[]): DatabaseRule => ({
  rule: `the making of a row of ${table} is an event`,
  offenders: `select t.* from ${table} t where ${resource} not in
    (select e.resource from events e where e.kind in (${kinds.map((kind) => `'cognito-idp.${kind}'`).join(", ")}))`,
});

const TABLES_OF_A_USER = ["user_passwords", "sign_in_names", "user_search", "group_members", "login_sessions"];

/**
 * No orphans, and nothing half made. Families outlive their user on purpose, so that a deleted user's token is told apart from a stranger's.
 */
export const databaseRules: readonly DatabaseRule[] = [
  ...TABLES_OF_A_POOL.map((table) => belongs(table, "user_pools", "o.id = t.pool_id")),
  ...TABLES_OF_A_USER.map((table) => belongs(table, "users", "o.pool_id = t.pool_id and o.sub = t.sub")),
  // A code that a stranger seems to be sent goes nowhere.
  belongs("codes", "users", "o.pool_id = t.pool_id and o.sub = t.sub", "t.destination <> ''"),
  // A sign-in of nobody, for enumeration's sake, has no sub.
  belongs("auth_sessions", "users", "o.pool_id = t.pool_id and o.sub = t.sub", "t.sub <> ''"),
  belongs("group_members", "groups", "o.pool_id = t.pool_id and o.name = t.group_name"),
  belongs("app_client_secrets", "app_clients", "o.id = t.client_id"),
  belongs("refresh_tokens", "token_families", "o.origin_jti = t.origin_jti"),
  // The implicit grant gives none.
  belongs("token_families", "refresh_tokens", "o.origin_jti = t.origin_jti", "t.grant_kind <> 'implicit'"),
  belongs("users", "sign_in_names", "o.pool_id = t.pool_id and o.sub = t.sub and o.kind = 'username'"),
  belongs("users", "user_passwords", "o.pool_id = t.pool_id and o.sub = t.sub"),
  belongs(
    "users",
    "user_search",
    "o.pool_id = t.pool_id and o.sub = t.sub and o.attribute = 'sub' and o.value = t.sub",
  ),
  belongs(
    "users",
    "user_search",
    "o.pool_id = t.pool_id and o.sub = t.sub and o.attribute = 'cognito:user_status' and o.value = t.status",
  ),
  hasEvent("users", "t.pool_id || '/' || t.sub", ["UserSignedUp", "UserCreated"]),
  hasEvent("user_pools", "t.id", ["UserPoolCreated"]),
  {
    rule: "a pool has two signing keys",
    offenders:
      "select p.id from user_pools p where (select count(*) from signing_keys k where k.pool_id = p.id and k.use in ('id', 'access')) <> 2",
  },
  {
    rule: "a key is not spare and in use",
    offenders: "select s.kid from spare_signing_keys s where exists (select 1 from signing_keys k where k.kid = s.kid)",
  },
  {
    rule: "a user who is gone has left an event that says so",
    offenders: `select c.resource from events c where c.kind in ('cognito-idp.UserSignedUp', 'cognito-idp.UserCreated')
      and c.resource not in (select u.pool_id || '/' || u.sub from users u)
      and c.resource not in (select d.resource from events d where d.kind = 'cognito-idp.UserDeleted')
      and substr(c.resource, 1, length(c.resource) - 37) not in
        (select p.resource from events p where p.kind = 'cognito-idp.UserPoolDeleted')`,
  },
];

/** @returns a sentence for each broken rule */
export async function brokenRules(
  select: (sql: string) => Promise<readonly Record<string, unknown>[]> | readonly Record<string, unknown>[],
  rules: readonly DatabaseRule[] = databaseRules,
): Promise<string[]> {
  const broken: string[] = [];
  for (const { rule, offenders } of rules) {
    const rows = await select(`select * from (${offenders}) as offenders limit 3`);
    if (rows.length > 0) broken.push(`the rule "${rule}" is broken by ${JSON.stringify(rows)}`);
  }
  return broken;
}
