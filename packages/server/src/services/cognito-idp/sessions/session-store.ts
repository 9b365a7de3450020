import { createHash } from "node:crypto";
import type { Sealer } from "../../../platform/sealing.ts";
import { deleteExpired } from "../../../storage/delete-expired.ts";
import { prepared } from "../../../storage/prepared.ts";
import { assertPoolRemains } from "../pools/require-pool.ts";
import type { CognitoReader, CognitoUnit } from "../tables.ts";

/** A sign-in under way, as it is kept between two requests. */
export interface AuthSession<State> {
  idHash: string;
  poolId: string;
  clientId: string;
  /** "" for the simulated sign-in of an unknown user. */
  sub: string;
  /** The challenge that waits for an answer. */
  step: string;
  state: State;
  /** Wrong codes so far. */
  failures: number;
  consumedAt: number | undefined;
  createdAt: number;
  expiresAt: number;
}

/** Keeps sign-ins under way. Only the hash of what the client holds is stored; the state is sealed. */
export interface SessionStore<State> {
  find(db: CognitoReader, idHash: string): Promise<AuthSession<State> | undefined>;
  /** @throws ResourceNotFoundException for a pool that is gone */
  insert(tx: CognitoUnit, session: Omit<AuthSession<State>, "failures" | "consumedAt">): Promise<void>;
  /** Uses the session up. False when somebody else has done so before: the unit must then be abandoned. */
  consume(tx: CognitoUnit, idHash: string, now: number): Promise<boolean>;
  /** Counts a wrong code; gives the number so far, or undefined when the session is already used up. */
  countFailure(tx: CognitoUnit, idHash: string): Promise<number | undefined>;
  /** Deletes at most `most` sessions that expired before `before`; how many. */
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
}

/** The key under which a session string, or the secret block that names a PASSWORD_VERIFIER, is kept. */
export function sessionKey(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

const sessionOf = prepared((db: CognitoReader, { idHash }: { idHash: string }) =>
  db.selectFrom("auth_sessions").selectAll().where("id_hash", "=", idHash),
);

const insertSession = prepared(
  (
    db: CognitoUnit["db"],
    session: Pick<AuthSession<never>, "idHash" | "poolId" | "clientId" | "sub" | "step" | "createdAt" | "expiresAt"> & {
      sealed: string;
    },
  ) =>
    db.insertInto("auth_sessions").values({
      id_hash: session.idHash,
      pool_id: session.poolId,
      client_id: session.clientId,
      sub: session.sub,
      step: session.step,
      state_sealed: session.sealed,
      failures: 0,
      consumed_at: null,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
    }),
);

const consumeSession = prepared((db: CognitoUnit["db"], { idHash, now }: { idHash: string; now: number }) =>
  db
    .updateTable("auth_sessions")
    .set({ consumed_at: now })
    .where("id_hash", "=", idHash)
    .where("consumed_at", "is", null),
);

export function createSessionStore<State>({ sealer }: { sealer: Sealer }): SessionStore<State> {
  const place = (idHash: string) => ({ table: "auth_sessions", row: idHash, column: "state_sealed" });
  return {
    async find(db, idHash) {
      const [row] = (await sessionOf(db, { idHash })).rows;
      return (
        row && {
          idHash,
          poolId: row.pool_id,
          clientId: row.client_id,
          sub: row.sub,
          step: row.step,
          state: JSON.parse(sealer.open(row.state_sealed, place(idHash)).toString("utf8")),
          failures: row.failures,
          consumedAt: row.consumed_at ?? undefined,
          createdAt: row.created_at,
          expiresAt: row.expires_at,
        }
      );
    },

    async insert(tx, session) {
      await assertPoolRemains(tx, session.poolId);
      const { idHash, poolId, clientId, sub, step, state, createdAt, expiresAt } = session;
      const sealed = sealer.seal(JSON.stringify(state), place(idHash));
      await insertSession(tx.db, { idHash, poolId, clientId, sub, step, sealed, createdAt, expiresAt });
    },

    async consume(tx, idHash, now) {
      return (await consumeSession(tx.db, { idHash, now })).numAffectedRows === 1n;
    },

    async countFailure(tx, idHash) {
      const row = await tx.db
        .updateTable("auth_sessions")
        .set((set) => ({ failures: set("failures", "+", 1) }))
        .where("id_hash", "=", idHash)
        .where("consumed_at", "is", null)
        .returning("failures")
        .executeTakeFirst();
      return row?.failures;
    },

    purge: (tx, before, most) =>
      deleteExpired(tx, { table: "auth_sessions", key: ["id_hash"], until: ["expires_at"] }, before, most),
  };
}
