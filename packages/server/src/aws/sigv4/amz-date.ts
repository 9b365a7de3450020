const basicFormat = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** `20150830T123600Z` as milliseconds; undefined when it is no date in the basic format or does not exist. */
export function parseAmzDate(text: string): number | undefined {
  const match = basicFormat.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC counts on past the end of a month; such a date was never meant.
  return formatAmzDate(time) === text ? time : undefined;
}

/** Milliseconds as `20150830T123600Z`. */
export function formatAmzDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
