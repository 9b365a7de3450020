import { codeStore } from "./codes/code-store.ts";
import { attemptStore } from "./limits/attempt-store.ts";
import { loginSessionStore } from "./login-sessions/login-session-store.ts";
import { authorizationCodeStore } from "./oauth/authorization-code-store.ts";
import { submissionStore } from "./pages/submission-store.ts";
import type { CognitoStorage, CognitoUnit } from "./tables.ts";
import { familyStore } from "./tokens/family-store.ts";

/** How long a row outlives its expiry, so that "expired" and "unknown" are told apart. */
const KEPT_AFTER_EXPIRY = 24 * 3_600_000;
/** The same for sign-ins under way: anybody can begin one without a password, and each is a row. */
const SESSIONS_KEPT_AFTER_EXPIRY = 3_600_000;

/** A store of rows that end by themselves. */
export interface ExpiringRows {
  /** Deletes at most `most` rows that ended before `before`; how many. */
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
}

/** Deletes the rows that expired long enough before `now`, until `signal` is aborted. Expiry itself is looked at on every read. */
export async function purgeExpired(
  { storage, sessions }: { storage: CognitoStorage; sessions: ExpiringRows },
  now: number,
  signal: AbortSignal,
): Promise<void> {
  const stores: readonly (readonly [ExpiringRows, keptMs: number])[] = [
    [sessions, SESSIONS_KEPT_AFTER_EXPIRY],
    [codeStore, KEPT_AFTER_EXPIRY],
    [attemptStore, KEPT_AFTER_EXPIRY],
    [familyStore, KEPT_AFTER_EXPIRY],
    [loginSessionStore, SESSIONS_KEPT_AFTER_EXPIRY],
    [authorizationCodeStore, SESSIONS_KEPT_AFTER_EXPIRY],
    [submissionStore, 0],
  ];
  for (const [store, keptMs] of stores) await storage.purge((tx, most) => store.purge(tx, now - keptMs, most), signal);
}
