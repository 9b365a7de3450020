import { isIP } from "node:net";
import { addressKind } from "../../platform/addresses.ts";
import { parseHost } from "../hosts.ts";
import { awsDomains } from "./aws-names.ts";
import { type PermittedNames, permitNames } from "./permitted-names.ts";

/** The settings from which a server's names follow. */
export interface ServerNameSettings {
  publicUrl: string | undefined;
  /** The address that is listened on. */
  host: string;
  /** `app.test`, or `*.app.test` for all names below. */
  allowedHosts: readonly string[];
  region: string;
}

/** Names and addresses that the server is set to have besides the loopback. */
export function configuredNames({ publicUrl, host, allowedHosts }: ServerNameSettings): string[] {
  const publicHost = publicUrl === undefined ? undefined : parseHost(new URL(publicUrl).host)?.name;
  // 0.0.0.0 and :: are no addresses that a client could ask for.
  const bound = isIP(host) !== 0 && !/^[0:.]+$/.test(host) && addressKind(host) !== "loopback" ? [host] : [];
  const allowed = allowedHosts.filter((name) => !name.startsWith("*."));
  return [...new Set([...(publicHost === undefined ? [] : [publicHost]), ...bound, ...allowed])];
}

/** What an authority of this server is permitted: the loopback, the configured names, and the names of AWS that are served. */
export function permittedNames(settings: ServerNameSettings): PermittedNames {
  const below = settings.allowedHosts.filter((name) => name.startsWith("*.")).map((name) => name.slice(2));
  return permitNames([...configuredNames(settings), ...below, ...awsDomains(settings.region)]);
}
