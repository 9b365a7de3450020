import type { Config } from "../../config/load.ts";
import { createTunnels, type Tunnels } from "../tunnels.ts";
import type { Authority } from "./authority.ts";
import { awsCertificateName } from "./aws-names.ts";
import { type Certificates, chooseCertificate } from "./certificates.ts";
import type { LocalAuthorityPorts } from "./local-authority.ts";
import type { LocalCertificates } from "./local-certificates.ts";

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
 * @throws Error in a sentence when a configured certificate cannot be used
 */
export async function createServerTls(config: Config, ports: LocalAuthorityPorts): Promise<ServerTls> {
  const configured =
    config.tls && (await (await import("./configured-certificate.ts")).openConfiguredCertificate(config.tls, ports));
  if (config.mode === "production")
    return {
      certificates: configured && chooseCertificate(configured, undefined),
      tunnels: undefined,
      authority: undefined,
    };

  let loading: Promise<LocalCertificates> | undefined;
  const local = () => {
    loading ??= import("./local-authority.ts").then(({ localAuthority }) => localAuthority(config, ports));
    return loading;
  };
  return {
    certificates: chooseCertificate(configured, { contextFor: async (name) => (await local()).contextFor(name) }),
    tunnels: createTunnels((name) => ports.hosts.accepts(name) && awsCertificateName(name) !== undefined),
    authority: async () => (await local()).authority(),
  };
}
