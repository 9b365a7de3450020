import { UnitMisuseError } from "./errors.ts";

/** A unit that takes longer waits for something that is no statement, and everybody else waits for it. */
const DEADLINE_MILLISECONDS = 30_000;

/** @throws UnitMisuseError when `work` takes too long; it is not stopped. */
export function withUnitDeadline<T>(work: Promise<T>, milliseconds = DEADLINE_MILLISECONDS): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () =>
      reject(
        new UnitMisuseError(`A unit of work took longer than ${milliseconds} ms: it waits for what is no statement.`),
      );
    const timer = setTimeout(late, milliseconds).unref();
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
