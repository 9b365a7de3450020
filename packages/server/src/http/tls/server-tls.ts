import type { Config } from "../../config/load.ts";
import type { Log } from "../../platform/log.ts";
import type { Random } from "../../platform/random.ts";
import type { HostRule } from "../host-rule.ts";
import { createTunnels, type Tunnels } from "../tunnels.ts";
import { type Authority, createAuthority } from "./authority.ts";
import { authorityCertificateFile, loadOrCreateAuthority } from "./authority-file.ts";
import { awsCertificateName } from "./aws-names.ts";
import { type Certificates, chooseCertificate } from "./certificates.ts";
import { openConfiguredCertificate } from "./configured-certificate.ts";
import { createLocalCertificates } from "./local-certificates.ts";
import { configuredNames, permittedNames } from "./server-names.ts";

/** TLS as the settings ask for it. */
export interface ServerTls {
  /** Undefined when the server speaks no TLS: in production without a certificate. */
  certificates: Certificates | undefined;
  /** Undefined in production. */
  tunnels: Tunnels | undefined;
  /** The local authority, made when there is none. Undefined in production: nobody there should trust it. */
  authority: (() => Promise<Authority>) | undefined;
}

/**
 * Sets up TLS. Nothing of the local authority is loaded or made before the first TLS hello.
 *
 * @param now milliseconds since the epoch, by the machine's clock
 * @throws Error in a sentence when a configured certificate cannot be used
 */
export async function createServerTls(
  config: Config,
  { hosts, now, random, log }: { hosts: HostRule; now: () => number; random: Random; log: Log },
): Promise<ServerTls> {
  const configured = config.tls && (await openConfiguredCertificate(config.tls, { now, log }));
  if (config.mode === "production")
    return {
      certificates: configured && chooseCertificate(configured, undefined),
      tunnels: undefined,
      authority: undefined,
    };

  const local = createLocalCertificates({
    authority: () => openAuthority(config, { now, random, log }),
    hosts,
    ownNames: configuredNames(config),
    now,
    random,
    log,
  });
  return {
    certificates: chooseCertificate(configured, local),
    tunnels: createTunnels((name) => hosts.accepts(name) && awsCertificateName(name) !== undefined),
    authority: local.authority,
  };
}

async function openAuthority(
  config: Config,
  { now, random, log }: { now: () => number; random: Random; log: Log },
): Promise<Authority> {
  const permitted = () => permittedNames(config);
  if (config.dataFolder === undefined) return createAuthority(permitted(), { now: now(), random });
  const { authority, made } = await loadOrCreateAuthority(config.dataFolder, permitted, { now: now(), random });
  const about = { file: authorityCertificateFile(config.dataFolder), fingerprint: authority.fingerprint };
  if (made) log.info(about, "a local authority was made: clients that trust it speak TLS with this server");
  if (authority.expires <= now())
    log.error(about, "the local authority has expired: `poolhouse certificate --renew` makes another");
  return authority;
}
