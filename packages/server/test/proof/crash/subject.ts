import { type Connection, failureOf } from "./connection.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** A write that is about to be sent. */
export interface Plan<State> {
  /** Sends it and gives what holds once it was acknowledged. */
  send(): Promise<State>;
  /** What holds if it took effect and its answer was lost. */
  ifTaken: State;
}

/** A write whose answer tells nothing that the ledger needs. */
export const changing = <State>(request: () => Promise<unknown>, after: State): Plan<State> => ({
  send: async () => {
    await request();
    return after;
  },
  ifTaken: after,
});

/** Something that a client can do in some states. */
export interface Action<State> {
  name: string;
  /** How often it is chosen, compared with others. */
  weight?: number;
  fits(state: State): boolean;
  plan(state: State, to: Connection, random: SeededRandom): Plan<State>;
}

/** What a check found. */
export interface Checked<State> {
  /** Sentences about what is otherwise than the ledger says. */
  faults: string[];
  /** What the ledger is to say from now on: a check may exchange tokens, for one. */
  state: State;
}

/** A kind of thing that clients write and the ledger follows. */
export interface Kind<State> {
  actions: readonly Action<State>[];
  /** Compares by the public interface. `thorough`: also what costs much, such as sign-ins. */
  check(state: State, to: Connection, thorough: boolean): Promise<Checked<State>>;
}

/** One thing in the ledger, written by one client at a time. */
export interface Subject {
  label: string;
  /** Writes that were acknowledged. */
  acknowledged: number;
  /** Whether an answer was lost since the last check. */
  readonly uncertain: boolean;
  /**
   * Does one thing to it. Gives false when there is nothing left to do.
   * @throws LostAnswer when the connection broke; Unexpected when the server refused what it should not
   */
  act(to: Connection, random: SeededRandom): Promise<boolean>;
  /** Compares with the server. A write whose answer was lost may have taken effect or not, but wholly. */
  check(to: Connection, thorough: boolean): Promise<string[]>;
}

/** The server ended, or cut the connection, before the answer was complete. */
export class LostAnswer extends Error {}

/** The server refused, or failed at, what it should have done. */
export class Unexpected extends Error {}

export function createSubject<State>(label: string, kind: Kind<State>, initial: State): Subject {
  let state = initial;
  let lost: { action: string; ifTaken: State } | undefined;

  return {
    label,
    acknowledged: 0,
    get uncertain() {
      return lost !== undefined;
    },

    async act(to, random) {
      const possible = kind.actions
        .filter((action) => action.fits(state))
        .flatMap((action) => Array<Action<State>>(action.weight ?? 1).fill(action));
      if (possible.length === 0) return false;
      const action = random.pick(possible);
      const { send, ifTaken } = action.plan(state, to, random);
      try {
        state = await send();
        this.acknowledged++;
        return true;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === "refused") throw new Unexpected(`${label}: ${action.name} was refused: ${failure.error}`);
        lost = { action: action.name, ifTaken };
        if (failure.kind === "failed") throw new Unexpected(`${label}: ${action.name} failed: ${failure.error}`);
        throw new LostAnswer(`${label}: ${action.name} was not answered`);
      }
    },

    async check(to, thorough) {
      const known = await kind.check(state, to, thorough);
      if (lost === undefined) {
        state = known.state;
        return known.faults.map((fault) => `${label}: ${fault}`);
      }
      const { action, ifTaken } = lost;
      lost = undefined;
      if (known.faults.length === 0) {
        state = known.state;
        return [];
      }
      const taken = await kind.check(ifTaken, to, thorough);
      state = taken.state;
      if (taken.faults.length === 0) return [];
      return [
        `${label}: ${action}, whose answer was lost, neither took effect (${taken.faults.join("; ")}) nor did not (${known.faults.join("; ")})`,
      ];
    },
  };
}
