import { createPrivateKey, X509Certificate as NodeCertificate, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import type { Random } from "../../platform/random.ts";
import {
  decodePermittedNames,
  encodePermittedNames,
  isPermitted,
  nameConstraintsId,
  type PermittedNames,
} from "./permitted-names.ts";

/** A certificate authority of one server: whoever trusts its certificate trusts what it issues, for the permitted names only. */
export interface Authority {
  /** PEM. */
  certificate: string;
  /** SHA-256 of the certificate, in hexadecimal pairs with colons. */
  fingerprint: string;
  permitted: PermittedNames;
  /** Milliseconds since the epoch. */
  expires: number;
  /** The private key: PEM, PKCS #8. */
  privateKey: string;
  /**
   * A certificate for a server, with a key of its own.
   * @param names host names, wildcards and addresses
   * @throws Error for a name that is not permitted
   */
  issue(names: readonly string[], ports: { now: number; random: Random }): Promise<IssuedCertificate>;
}

export interface IssuedCertificate {
  /** PEM. */
  certificate: string;
  /** PEM. */
  privateKey: string;
  /** Milliseconds since the epoch. */
  expires: number;
}

const day = 86_400_000;
const authorityLifetime = 3650 * day;
const leafLifetime = 90 * day;
/** Certificates hold from a little before they are made: clocks of containers and machines differ. */
const clockSkew = 3_600_000;

/** ECDSA on P-256, which every TLS client takes and which costs a fraction of RSA here. */
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** Makes an authority with a fresh key. */
export async function createAuthority(
  permitted: PermittedNames,
  { now, random }: { now: number; random: Random },
): Promise<Authority> {
  const x509 = await loadLibrary();
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(random),
      // The number tells the authorities of several folders apart in a trust store's list.
      name: [{ O: ["Poolhouse"] }, { CN: [`Poolhouse local authority ${random.bytes(4).toString("hex")}`] }],
      notBefore: new Date(now - clockSkew),
      notAfter: new Date(now + authorityLifetime),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        // No authority below this one, and nothing but certificates of TLS servers.
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.Extension(nameConstraintsId, true, encodePermittedNames(permitted)),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return readAuthority(certificate.toString("pem"), await privatePem(keys.privateKey));
}

/**
 * An authority that was made before.
 * @throws Error when the two are no certificate of an authority and its key
 */
export async function readAuthority(certificatePem: string, privateKeyPem: string): Promise<Authority> {
  const x509 = await loadLibrary();
  const certificate = new x509.X509Certificate(certificatePem);
  const constraints = certificate.getExtension(nameConstraintsId);
  const parsed = new NodeCertificate(certificatePem);
  if (!parsed.ca || !constraints) throw new Error("the certificate is not that of a Poolhouse authority");
  const key = createPrivateKey(privateKeyPem);
  if (!parsed.checkPrivateKey(key)) throw new Error("the private key is not that of the certificate");
  const der = key.export({ format: "der", type: "pkcs8" });
  const signingKey = await webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
  const permitted = decodePermittedNames(Buffer.from(constraints.value));
  const expires = certificate.notAfter.getTime();

  return {
    certificate: `${certificatePem.trim()}\n`,
    fingerprint: parsed.fingerprint256,
    permitted,
    expires,
    privateKey: privateKeyPem,
    async issue(names, { now, random }) {
      const refused = names.find((name) => !isPermitted(permitted, name));
      if (refused !== undefined) throw new Error(`The authority may not issue a certificate for ${refused}`);
      const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
      const notAfter = Math.min(now + leafLifetime, expires);
      const leaf = await x509.X509CertificateGenerator.create(
        {
          serialNumber: serialNumber(random),
          issuer: certificate.subject,
          subject: [{ O: ["Poolhouse"] }, { CN: ["Poolhouse"] }],
          notBefore: new Date(Math.max(now - clockSkew, certificate.notBefore.getTime())),
          notAfter: new Date(notAfter),
          signingAlgorithm: algorithm,
          publicKey: keys.publicKey,
          signingKey,
          extensions: [
            new x509.BasicConstraintsExtension(false, undefined, true),
            new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
            new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
            new x509.SubjectAlternativeNameExtension(
              names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value })),
            ),
            await x509.AuthorityKeyIdentifierExtension.create(certificate.publicKey, false, webcrypto),
            await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
          ],
        },
        webcrypto,
      );
      return { certificate: leaf.toString("pem"), privateKey: await privatePem(keys.privateKey), expires: notAfter };
    },
  };
}

/** Some hundred kilobytes that only those need who speak TLS. */
async function loadLibrary() {
  await import("reflect-metadata");
  return import("@peculiar/x509");
}

/** Positive, and of 127 random bits: nobody can tell the next one (RFC 5280 §4.1.2.2 allows twenty bytes). */
function serialNumber(random: Random): string {
  const bytes = random.bytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`;
}
