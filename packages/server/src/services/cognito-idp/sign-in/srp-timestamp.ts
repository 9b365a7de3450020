const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How far a client's clock may be off, in milliseconds. Assumed: half a day was observed to be taken, nobody told of more. */
export const timestampTolerance = 24 * 3_600_000;

/** A TIMESTAMP that could be read. */
export interface SrpTimestamp {
  /** As Cognito writes it anew: what the proof has to be over. */
  text: string;
  /** Whether it is near enough to the machine's own time. */
  near: boolean;
}

const pattern = /^([A-Z][a-z]{2}) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (UTC|GMT) (\d{4})$/;

/**
 * The TIMESTAMP of a PASSWORD_VERIFIER answer, `EEE MMM d HH:mm:ss z yyyy` in English. A padded day or another weekday is read, so that its
 * proof fails (observed: warrant pull request 12, ministack pull request 1758). GMT stands for UTC, as Java and C write it (assumed).
 *
 * Clocks that were off by an hour and more signed in (observed: amazon-cognito-identity-js pull request 541), and Go's cognito-srp writes hours
 * of twelve. A proof cannot be used again all the same, because its SECRET_BLOCK cannot.
 *
 * @param wall milliseconds since the epoch of the clock that nobody moves: the client's clock does not follow ours
 * @returns undefined when the text is no such date
 */
export function readSrpTimestamp(given: string, wall: number): SrpTimestamp | undefined {
  const [, dayName = "", monthName = "", day, hour, minute, second, zone, year] = pattern.exec(given) ?? [];
  const month = months.indexOf(monthName);
  if (!days.includes(dayName) || month < 0) return undefined;
  // February 30th is the 2nd of March and 24:00 the next day, as everywhere in JavaScript and Java.
  const date = new Date(Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second)));
  const time = date.toISOString().slice(11, 19);
  return {
    text: `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${date.getUTCDate()} ${time} ${zone} ${date.getUTCFullYear()}`,
    near: Math.abs(date.getTime() - wall) <= timestampTolerance,
  };
}
