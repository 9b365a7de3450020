import { UnitMisuseError } from "./errors.ts";

/** A unit that takes longer waits for something that is no statement, and everybody else waits for it. */
const DEADLINE_MILLISECONDS = 30_000;

/** @throws UnitMisuseError when `work` takes too long; it is not stopped. */
export async function withUnitDeadline<T>(work: Promise<T>, milliseconds = DEADLINE_MILLISECONDS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const end = () =>
      reject(
        new UnitMisuseError(`A unit of work took longer than ${milliseconds} ms: it waits for what is no statement.`),
      );
    timer = setTimeout(end, milliseconds).unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
