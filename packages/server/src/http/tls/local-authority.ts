import type { Config } from "../../config/load.ts";
import type { Log } from "../../platform/log.ts";
import type { Random } from "../../platform/random.ts";
import type { HostRule } from "../host-rule.ts";
import { type Authority, createAuthority } from "./authority.ts";
import { authorityCertificateFile, loadOrCreateAuthority } from "./authority-file.ts";
import { createLocalCertificates, type LocalCertificates } from "./local-certificates.ts";
import { configuredNames, permittedNames } from "./server-names.ts";

export interface LocalAuthorityPorts {
  hosts: HostRule;
  /** Milliseconds since the epoch, by the machine's clock. */
  now: () => number;
  random: Random;
  log: Log;
}

/** The certificates of a server's own authority, which is read or made when the first of them is asked for. */
export function localAuthority(config: Config, ports: LocalAuthorityPorts): LocalCertificates {
  return createLocalCertificates({
    ...ports,
    authority: () => openAuthority(config, ports),
    ownNames: configuredNames(config),
  });
}

async function openAuthority(config: Config, { now, random, log }: LocalAuthorityPorts): Promise<Authority> {
  const permitted = () => permittedNames(config);
  if (config.dataFolder === undefined) return createAuthority(permitted(), { now: now(), random });
  const { authority, made } = await loadOrCreateAuthority(config.dataFolder, permitted, { now: now(), random });
  const about = { file: authorityCertificateFile(config.dataFolder), fingerprint: authority.fingerprint };
  if (made) log.info(about, "a local authority was made: clients that trust it speak TLS with this server");
  if (authority.expires <= now())
    log.error(about, "the local authority has expired: `poolhouse certificate --renew` makes another");
  return authority;
}
