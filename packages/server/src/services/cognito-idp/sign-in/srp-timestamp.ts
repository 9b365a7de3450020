const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const pattern =
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (?:UTC|GMT) (\d{4})$/;

/** How far a client's clock may be off, in milliseconds. Assumed: AWS documents no number. */
export const timestampTolerance = 5 * 60_000;

/**
 * The TIMESTAMP of a PASSWORD_VERIFIER answer, `EEE MMM d HH:mm:ss UTC yyyy` in English, in milliseconds since the epoch; undefined when it is
 * something else. Cognito's own clients write the day without a leading zero (DateHelper of amazon-cognito-identity-js); a padded day and GMT,
 * as Java and C format such dates, are read too.
 */
export function parseSrpTimestamp(text: string): number | undefined {
  const [, monthName = "", ...rest] = pattern.exec(text) ?? [];
  const month = months.indexOf(monthName);
  const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = rest.map(Number);
  if (month < 0) return undefined;
  const time = Date.UTC(year, month, day, hour, minute, second);
  const date = new Date(time);
  // Date.UTC takes February 31st for a day of March.
  return date.getUTCDate() === day && date.getUTCHours() === hour && date.getUTCMinutes() === minute ? time : undefined;
}

/**
 * Whether a TIMESTAMP is one, and near enough to the machine's own time.
 *
 * @param wall milliseconds since the epoch of the clock that nobody moves: the client's clock does not follow ours
 */
export function isFreshSrpTimestamp(text: string, wall: number): boolean {
  const time = parseSrpTimestamp(text);
  return time !== undefined && Math.abs(time - wall) <= timestampTolerance;
}
