import { createHash, type X509Certificate } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Writes a database of NSS in which a certificate authority is trusted for servers, as `certutil -A -t C,,` would; a machine without
 * `certutil` has no other way to tell Chromium on Linux of an authority.
 *
 * The format is NSS's softoken: a table of PKCS #11 objects, a column for each attribute under its number in hexadecimal, numbers as four bytes,
 * big end first. There are two objects, the certificate and the trust put in it, which is found by issuer, serial number and digest. There is no
 * `key4.db`: without a password on the database its signatures on trust are not looked at.
 */
export function writeNssDatabase(folder: string, authority: X509Certificate): void {
  mkdirSync(folder, { recursive: true });
  const parts = distinguishingParts(authority.raw);
  const database = new DatabaseSync(join(folder, "cert9.db"));
  try {
    database.exec(`CREATE TABLE nssPublic (id PRIMARY KEY UNIQUE ON CONFLICT ABORT, ${columns.join(", ")})`);
    for (const [index, column] of Object.entries({ issuer: "a81", subject: "a101", label: "a3", ckaid: "a102" })) {
      database.exec(`CREATE INDEX ${index} ON nssPublic (${column})`);
    }
    const kept = { [CKA_TOKEN]: yes, [CKA_PRIVATE]: no, [CKA_MODIFIABLE]: yes };
    insert(database, 1, {
      ...kept,
      [CKA_CLASS]: number(1), // CKO_CERTIFICATE
      [CKA_CERTIFICATE_TYPE]: number(0), // CKC_X_509
      [CKA_LABEL]: Buffer.from("Poolhouse under test"),
      [CKA_VALUE]: authority.raw,
      [CKA_SUBJECT]: parts.subject,
      [CKA_ISSUER]: parts.issuer,
      [CKA_SERIAL_NUMBER]: parts.serialNumber,
      [CKA_ID]: digest("sha1", authority.raw),
    });
    insert(database, 2, {
      ...kept,
      [CKA_CLASS]: number(NSS + 3), // CKO_NSS_TRUST
      [CKA_ISSUER]: parts.issuer,
      [CKA_SERIAL_NUMBER]: parts.serialNumber,
      [CKA_CERT_SHA1_HASH]: digest("sha1", authority.raw),
      [CKA_CERT_MD5_HASH]: digest("md5", authority.raw),
      [CKA_TRUST_SERVER_AUTH]: number(NSS + 2), // CKT_NSS_TRUSTED_DELEGATOR
      [CKA_TRUST_CLIENT_AUTH]: number(NSS + 3), // CKT_NSS_MUST_VERIFY_TRUST
      [CKA_TRUST_CODE_SIGNING]: number(NSS + 3),
      [CKA_TRUST_EMAIL_PROTECTION]: number(NSS + 3),
      [CKA_TRUST_STEP_UP_APPROVED]: no,
    });
  } finally {
    database.close();
  }
}

type Attributes = Readonly<Record<string, Uint8Array>>;

function insert(database: DatabaseSync, id: number, attributes: Attributes): void {
  const names = Object.keys(attributes);
  const places = names.map(() => "?").join(", ");
  database
    .prepare(`INSERT INTO nssPublic (id, ${names.join(", ")}) VALUES (?, ${places})`)
    .run(id, ...names.map((name) => attributes[name] ?? null));
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const yes = Buffer.from([1]);
const no = Buffer.from([0]);
const digest = (algorithm: string, bytes: Uint8Array): Buffer => createHash(algorithm).update(bytes).digest();

/** Where NSS's own numbers begin: CKO_NSS and CKT_NSS. */
const NSS = 0xce534350;

// PKCS #11's attributes, as columns.
const CKA_CLASS = "a0";
const CKA_TOKEN = "a1";
const CKA_PRIVATE = "a2";
const CKA_LABEL = "a3";
const CKA_VALUE = "a11";
const CKA_CERTIFICATE_TYPE = "a80";
const CKA_ISSUER = "a81";
const CKA_SERIAL_NUMBER = "a82";
const CKA_SUBJECT = "a101";
const CKA_ID = "a102";
const CKA_MODIFIABLE = "a170";
const CKA_TRUST_SERVER_AUTH = "ace536358";
const CKA_TRUST_CLIENT_AUTH = "ace536359";
const CKA_TRUST_CODE_SIGNING = "ace53635a";
const CKA_TRUST_EMAIL_PROTECTION = "ace53635b";
const CKA_TRUST_STEP_UP_APPROVED = "ace536360";
const CKA_CERT_SHA1_HASH = "ace5363b4";
const CKA_CERT_MD5_HASH = "ace5363b5";

const columns = [
  ...[CKA_CLASS, CKA_TOKEN, CKA_PRIVATE, CKA_LABEL, CKA_VALUE, CKA_CERTIFICATE_TYPE, CKA_ISSUER, CKA_SERIAL_NUMBER],
  ...[CKA_SUBJECT, CKA_ID, CKA_MODIFIABLE, CKA_TRUST_SERVER_AUTH, CKA_TRUST_CLIENT_AUTH, CKA_TRUST_CODE_SIGNING],
  ...[CKA_TRUST_EMAIL_PROTECTION, CKA_TRUST_STEP_UP_APPROVED, CKA_CERT_SHA1_HASH, CKA_CERT_MD5_HASH],
];

interface DistinguishingParts {
  readonly serialNumber: Buffer;
  readonly issuer: Buffer;
  readonly subject: Buffer;
}

/** Three members of a TBSCertificate with their tags and lengths (RFC 5280, 4.1), which `X509Certificate` gives as text only. */
function distinguishingParts(certificate: Buffer): DistinguishingParts {
  const [tbs] = children(certificate);
  const [first, ...rest] = children(tbs ?? certificate);
  // [0] is the version, which certificates with extensions have.
  const [serialNumber, , issuer, , subject] = first?.[0] === 0xa0 ? rest : [first, ...rest];
  if (!serialNumber || !issuer || !subject) throw new Error("This is no certificate.");
  return { serialNumber, issuer, subject };
}

/** The elements inside a DER element, each as a whole. */
function children(element: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = header(element); at < element.length; ) {
    const rest = element.subarray(at);
    const end = header(rest) + contentLength(rest);
    found.push(rest.subarray(0, end));
    at += end;
  }
  return found;
}

/** The bytes of an element's tag and length. A length of 128 and more is preceded by how many bytes it takes. */
const header = (element: Buffer): number => 2 + lengthBytes(element);
const lengthBytes = (element: Buffer): number => (element.readUInt8(1) < 0x80 ? 0 : element.readUInt8(1) & 0x7f);
const contentLength = (element: Buffer): number =>
  lengthBytes(element) === 0 ? element.readUInt8(1) : element.readUIntBE(2, lengthBytes(element));
