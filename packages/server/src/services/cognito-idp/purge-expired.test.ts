import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../test/cognito-idp/cognito-storage.ts";
import { databases } from "../../../test/databases.ts";
import { queryPlans } from "../../../test/query-plans.ts";
import { PURGED_AT_ONCE } from "../../storage/purge.ts";
import { codeStore } from "./codes/code-store.ts";
import { attemptStore } from "./limits/attempt-store.ts";
import { loginSessionStore } from "./login-sessions/login-session-store.ts";
import { authorizationCodeStore } from "./oauth/authorization-code-store.ts";
import { submissionStore } from "./pages/submission-store.ts";
import { purgeExpired } from "./purge-expired.ts";
import { createSessionStore } from "./sessions/session-store.ts";
import type { CognitoStorage, CognitoTables, CognitoUnit } from "./tables.ts";
import { familyStore } from "./tokens/family-store.ts";

const never = new AbortController().signal;
const DAY = 24 * 3_600_000;
/** What ended before is to go. */
const BEFORE = 1_790_000_000_000;
/** More than one unit deletes. */
const MANY = 2 * PURGED_AT_ONCE + 7;

type PurgedTable =
  | "auth_sessions"
  | "codes"
  | "attempts"
  | "token_families"
  | "refresh_tokens"
  | "login_sessions"
  | "authorization_codes"
  | "submissions";

interface Case {
  table: PurgedTable;
  /** A row that ended at a time, whose name tells it from others. */
  add(tx: CognitoUnit, names: readonly string[], endedAt: number): Promise<unknown>;
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
}

const POOL = "us-east-1_Ab3dE5gH9";

const family = (name: string, endedAt: number): CognitoTables["token_families"] => ({
  origin_jti: name,
  pool_id: POOL,
  client_id: "client",
  sub: name,
  event_id: name,
  scope: "openid",
  auth_time: 1,
  expires_at: endedAt - DAY,
  revoked_at: null,
  created_at: 1,
  audience: null,
  grant_kind: "api",
});

const cases: readonly Case[] = [
  {
    table: "auth_sessions",
    add: (tx, names, endedAt) =>
      tx.db
        .insertInto("auth_sessions")
        .values(
          names.map((name) => ({
            id_hash: name,
            pool_id: POOL,
            client_id: "client",
            sub: name,
            step: "PASSWORD_VERIFIER",
            state_sealed: "",
            failures: 0,
            consumed_at: null,
            created_at: 1,
            expires_at: endedAt,
          })),
        )
        .execute(),
    purge: (tx, before, most) => sessions.purge(tx, before, most),
  },
  {
    table: "codes",
    add: (tx, names, endedAt) =>
      tx.db
        .insertInto("codes")
        .values(
          names.map((name) => ({
            pool_id: POOL,
            sub: name,
            purpose: "sign-up",
            attribute: "email",
            hash: "",
            destination: "",
            failures: 0,
            sent_at: 1,
            expires_at: endedAt,
          })),
        )
        .execute(),
    purge: codeStore.purge,
  },
  {
    table: "attempts",
    add: (tx, names, endedAt) =>
      tx.db
        .insertInto("attempts")
        .values(
          names.map((name) => ({
            pool_id: POOL,
            subject: name,
            kind: "password",
            count: 1,
            since: endedAt,
            blocked_until: endedAt,
          })),
        )
        .execute(),
    purge: attemptStore.purge,
  },
  {
    table: "token_families",
    add: (tx, names, endedAt) =>
      tx.db
        .insertInto("token_families")
        .values(names.map((name) => family(name, endedAt)))
        .execute(),
    purge: familyStore.purge,
  },
  {
    table: "refresh_tokens",
    // Under rotation one sign-in has many.
    add: async (tx, names, endedAt) => {
      const originJti = `of ${names[0]}`;
      await tx.db.insertInto("token_families").values(family(originJti, endedAt)).execute();
      await tx.db
        .insertInto("refresh_tokens")
        .values(names.map((name) => ({ hash: name, origin_jti: originJti, created_at: 1, rotated_at: null })))
        .execute();
    },
    purge: familyStore.purge,
  },
  {
    table: "login_sessions",
    add: (tx, names, endedAt) =>
      tx.db
        .insertInto("login_sessions")
        .values(
          names.map((name) => ({
            id_hash: name,
            pool_id: POOL,
            sub: name,
            password_stamp: "",
            auth_time: 1,
            created_at: 1,
            expires_at: endedAt,
          })),
        )
        .execute(),
    purge: loginSessionStore.purge,
  },
  {
    table: "authorization_codes",
    add: (tx, names, endedAt) =>
      tx.db
        .insertInto("authorization_codes")
        .values(
          names.map((name) => ({
            code_hash: name,
            pool_id: POOL,
            client_id: "client",
            sub: name,
            redirect_uri: "",
            scope: "",
            nonce: null,
            code_challenge: null,
            resource: null,
            auth_time: 1,
            login_session_id: "",
            origin_jti: null,
            created_at: 1,
            expires_at: endedAt,
          })),
        )
        .execute(),
    purge: authorizationCodeStore.purge,
  },
  {
    table: "submissions",
    add: (tx, names, endedAt) =>
      tx.db
        .insertInto("submissions")
        .values(names.map((name) => ({ key_hash: name, pool_id: POOL, outcome_sealed: null, expires_at: endedAt })))
        .execute(),
    purge: submissionStore.purge,
  },
];

const sessions = createSessionStore<unknown>({
  sealer: { seal: () => "", open: () => Buffer.from("{}") },
});

const namesOf = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix} ${String(index).padStart(4, "0")}`);

describe.each(databases)("the purge on $name of", (database) => {
  let storage: CognitoStorage;
  beforeEach(async () => {
    ({ storage } = await openCognitoStorage(database));
  });
  afterEach(() => storage.close());

  const count = async (table: PurgedTable) => (await storage.db.selectFrom(table).selectAll().execute()).length;

  describe.each(cases)("$table", ({ table, add, purge }) => {
    beforeEach(async () => {
      await storage.write((tx) => add(tx, namesOf(MANY, "old"), BEFORE - 1));
      await storage.write((tx) => add(tx, namesOf(3, "new"), BEFORE));
    });

    test("deletes every row whose time is up, and no other", async () => {
      await storage.purge((tx, most) => purge(tx, BEFORE, most), never);
      expect(await count(table)).toBe(3);
    });

    test("deletes no more in a unit than it may", async () => {
      expect(await storage.write((tx) => purge(tx, BEFORE, 50))).toBe(50);
      expect(await count(table)).toBe(MANY + 3 - 50);
    });

    test("finds its rows by indexes", async () => {
      const plans = await queryPlans(storage, (tx) => purge(tx, BEFORE, 50));
      expect(plans).toMatch(/index/i);
      expect(plans).not.toMatch(/seq scan on|scan (?!constant)(?!\w+ using|using|on)/i);
    });
  });

  test("all of them goes on in the next run where it was stopped", async () => {
    // Longer ago than anything is kept, and than the longest access token lives.
    const now = BEFORE + 10 * DAY;
    for (const { add } of cases) await storage.write((tx) => add(tx, namesOf(MANY, "old"), BEFORE));
    const rows = async () => {
      const counts = await Promise.all(cases.map(({ table }) => count(table)));
      return counts.reduce((sum, rows) => sum + rows, 0);
    };
    const all = await rows();
    const stop = new AbortController();
    const stopping: CognitoStorage = {
      ...storage,
      purge: (batch, signal) => storage.purge(batch, signal, () => stop.abort()),
    };
    await purgeExpired({ storage: stopping, sessions }, now, stop.signal);
    expect(await rows()).toBe(all - PURGED_AT_ONCE);
    await purgeExpired({ storage, sessions }, now, never);
    expect(await rows()).toBe(0);
  });
});
