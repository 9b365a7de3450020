import { AsyncLocalStorage } from "node:async_hooks";

/** One run of a unit of work. `open` ends with it, so that what was started inside and outlives it is outside again. */
interface RunningUnit {
  open: boolean;
}

const running = new AsyncLocalStorage<RunningUnit>();

/** Something was done inside a unit of work that has no place there. A programming error: the unit is undone. */
export class InsideUnitError extends Error {
  override readonly name = "InsideUnitError";
  constructor(what: string) {
    super(
      `${what} inside a unit of work: a unit contains only statements on its tx. Read and compute before it, act after it; ` +
        "what must be delivered is a row of the unit, sent after the commit.",
    );
  }
}

/**
 * Refuses what must not happen inside a unit of work: there it would wait for the unit itself, hold every other writer up, or happen
 * again when the unit is retried.
 *
 * @param what the act, as the beginning of a sentence: `call("lambda", "Invoke")`.
 * @throws InsideUnitError inside a unit.
 */
export function assertOutsideUnit(what: string): void {
  if (running.getStore()?.open === true) throw new InsideUnitError(what);
}

/** Runs a unit's body so that {@link assertOutsideUnit} throws in everything it calls, until its promise settles. */
export async function runInsideUnit<T>(body: () => Promise<T>): Promise<T> {
  const unit: RunningUnit = { open: true };
  try {
    return await running.run(unit, body);
  } finally {
    unit.open = false;
  }
}
