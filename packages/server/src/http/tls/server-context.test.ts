import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { beforeAll, expect, test } from "vitest";
import { listenWithTls, type TlsListener } from "../../../test/tls-listener.ts";
import { serverContext } from "./server-context.ts";

/** A listener whose certificate is of RSA: only such a one could be asked for a key exchange without forward secrecy. */
let listener: TlsListener;
beforeAll(async () => {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = await webcrypto.subtle.generateKey({ ...algorithm, modulusLength: 2048 }, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=localhost",
    keys,
    signingAlgorithm: algorithm,
  });
  const privateKey = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  const context = serverContext(certificate.toString("pem"), x509.PemConverter.encode(privateKey, "PRIVATE KEY"));
  listener = await listenWithTls({ certificates: { contextFor: async () => context } });
  return () => listener.close(0);
});

const secure = (ciphers: string) =>
  listener.secure({ ciphers: `${ciphers}:@SECLEVEL=0`, maxVersion: "TLSv1.2", rejectUnauthorized: false });

test.each(["AES128-SHA", "AES128-SHA256", "AES256-GCM-SHA384"])(
  "what is recorded today cannot be read with a key that is stolen tomorrow: %s is refused",
  async (cipher) => {
    await expect(secure(cipher)).rejects.toMatchObject({ code: "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE" });
  },
);

test.each(["ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-RSA-AES128-SHA"])(
  "%s is spoken",
  async (cipher) => {
    const socket = await secure(cipher);
    expect(socket.getCipher().name).toBe(cipher);
    socket.destroy();
  },
);
