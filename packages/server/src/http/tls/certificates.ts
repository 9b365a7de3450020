import type { SecureContext } from "node:tls";
import type { ConfiguredCertificate } from "./configured-certificate.ts";

/** What a TLS hello tells of the server that it looks for. */
export interface AskedServer {
  /** The name that the client sent (SNI), in any case. Undefined when it sent none: for an address it must not. */
  name: string | undefined;
  /** The address of this end of the connection. */
  address: string;
}

/** The certificate for a TLS connection. */
export interface Certificates {
  /**
   * @returns undefined when the server speaks no TLS
   * @throws Error when there should be one and it cannot be had
   */
  contextFor(asked: AskedServer): Promise<SecureContext | undefined>;
}

/** The configured certificate for the names that it is made out to, the local authority's for the others; either may be absent. */
export function chooseCertificate(
  configured: ConfiguredCertificate | undefined,
  local: { contextFor(name: string | undefined): Promise<SecureContext | undefined> } | undefined,
): Certificates {
  return {
    async contextFor({ name, address }) {
      // Where there is no other, its own names are the client's to judge.
      if (configured && (!local || configured.covers(name ?? address))) return configured.context();
      return local?.contextFor(name);
    },
  };
}
