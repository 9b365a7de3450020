import { constants } from "node:crypto";
import { createSecureContext, DEFAULT_CIPHERS, type SecureContext } from "node:tls";

/**
 * A certificate as Node's TLS takes it.
 *
 * TLS before 1.2 is broken (RFC 8996) and no client of AWS needs it: AWS itself refuses it. Node's own root certificates are left out: they would cost
 * milliseconds and memory for each context, and OpenSSL would send a root that it finds there along with the certificate. Without
 * renegotiation no client can make one connection cost handshake after handshake. A secret that is encrypted to the certificate's key (RSA key transport)
 * could be read by whoever records it and gets that key one day (RFC 9325 §4.1).
 *
 * @param cert PEM, with the chain that is to be sent
 * @param key PEM
 * @throws Error of OpenSSL when the two cannot be used
 */
export function serverContext(cert: string, key: string): SecureContext {
  return createSecureContext({
    cert,
    key,
    ca: [],
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.3",
    ciphers: `${DEFAULT_CIPHERS}:!kRSA`,
    honorCipherOrder: true,
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  });
}
