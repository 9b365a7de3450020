/**
 * A domain's version: the moment of its last change in UTC (recorded: `20250702011951`).
 *
 * @param now milliseconds
 * @returns `YYYYMMDDhhmmss`
 */
export function domainVersion(now: number): string {
  return new Date(now).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
