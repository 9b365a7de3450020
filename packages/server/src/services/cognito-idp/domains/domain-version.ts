/**
 * A domain's version (recorded form: `20250702011951`): the moment of its creation in UTC. AWS calls it the version of the app; it stays as the
 * domain changes (assumed), since Terraform's provider does not expect another after an update.
 *
 * @param now milliseconds
 * @returns `YYYYMMDDhhmmss`
 */
export function domainVersion(now: number): string {
  return new Date(now).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
