import { accountActions } from "./account-actions.ts";
import { connect } from "./connection.ts";
import { credentialActions } from "./credential-actions.ts";
import type { SharedPool } from "./pools-under-load.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { createSubject, LostAnswer, type Subject, Unexpected } from "./subject.ts";
import { newTenant, tenants } from "./tenant-ledger.ts";
import { checkUser } from "./user-check.ts";
import { newUser } from "./user-ledger.ts";

/** What the clients of one round did. */
export interface Load {
  /** Everything that was written to, once each. */
  touched: Set<Subject>;
  /** What the server should not have answered. */
  faults: string[];
}

/** Draws what a client works at next: a new thing, or one that others worked at in an earlier round. */
export interface SubjectSource {
  next(client: number, random: SeededRandom): Subject;
}

/** How many actions a client does at one thing before it turns to another. */
const LONGEST_VISIT = 12;

/**
 * Several clients that write without pause until the server is gone. Each has a connection of its own.
 * @param isKilled whether the server is meant to be gone: before, a broken connection is a fault
 */
export async function writeUntilKilled(
  url: string,
  {
    clients,
    source,
    random,
    isKilled,
  }: { clients: number; source: SubjectSource; random: SeededRandom; isKilled: () => boolean },
): Promise<Load> {
  const load: Load = { touched: new Set(), faults: [] };
  const busy = new Set<Subject>();
  const client = async (number: number, own: SeededRandom): Promise<void> => {
    const to = connect(url);
    try {
      for (;;) {
        const subject = source.next(number, own);
        // Two clients at one thing would not know what the other was told.
        if (busy.has(subject)) continue;
        busy.add(subject);
        load.touched.add(subject);
        for (let left = 1 + own.below(LONGEST_VISIT); left > 0 && (await subject.act(to, own)); left--);
        busy.delete(subject);
        if (isKilled()) return;
      }
    } catch (error) {
      if (error instanceof Unexpected) load.faults.push(error.message);
      else if (!(error instanceof LostAnswer)) throw error;
      else if (!isKilled()) load.faults.push(`${error.message} although the server ran`);
    } finally {
      to.close();
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number, random.fork())));
  return load;
}

/** The first client is an operator with pools of his own; the others work at users of the shared pool, one in four times at an old one. */
export function createSubjects(pool: SharedPool): SubjectSource & { all: Subject[] } {
  const users = {
    actions: [...accountActions(pool), ...credentialActions(pool)],
    check: (user: ReturnType<typeof newUser>, ...rest: [Parameters<typeof checkUser>[2], boolean]) =>
      checkUser(pool, user, ...rest),
  };
  const all: Subject[] = [];
  const olds: { users: Subject[]; tenants: Subject[] } = { users: [], tenants: [] };
  return {
    all,
    next(client, random) {
      const old = client === 0 ? olds.tenants : olds.users;
      if (old.length > 0 && random.below(4) === 0) return random.pick(old.slice(-200));
      const label = `${client === 0 ? "pool" : "user"}-${all.length}`;
      const subject =
        client === 0 ? createSubject(label, tenants, newTenant(label)) : createSubject(label, users, newUser(label));
      all.push(subject);
      old.push(subject);
      return subject;
    },
  };
}
