import { execFile } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, webcrypto, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer } from "node:tls";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverSettings } from "../../../test/tls-listener.ts";
import { toolOnPath } from "../../../test/tool-on-path.ts";
import { systemRandom as random } from "../../platform/random.ts";
import { type Authority, createAuthority, type IssuedCertificate, readAuthority } from "./authority.ts";
import { permittedNames } from "./server-names.ts";

const execute = promisify(execFile);
const day = 86_400_000;
const now = Date.now();
const folder = mkdtempSync(join(tmpdir(), "poolhouse-authority-"));
afterAll(() => rmSync(folder, { recursive: true }));

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority(permittedNames({ ...serverSettings, allowedHosts: ["app.test"] }), { now, random });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What OpenSSL says of a certificate when it trusts nothing but the authority. */
async function verify(leaf: string, ...more: string[]): Promise<string> {
  const words = ["verify", "-x509_strict", "-purpose", "sslserver", "-no-CApath", "-no-CAstore"];
  const files = ["-CAfile", file("authority.pem", authority.certificate), file("leaf.pem", leaf)];
  return execute("openssl", [...words, ...more, ...files]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  );
}

/** What a thief of the authority's key could make: a certificate for any name. */
async function steal(name: string): Promise<IssuedCertificate> {
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const pkcs8 = createPrivateKey(authority.privateKey).export({ format: "der", type: "pkcs8" });
  const root = new x509.X509Certificate(authority.certificate);
  const leaf = await x509.X509CertificateGenerator.create(
    {
      serialNumber: "01",
      issuer: root.subject,
      subject: "CN=thief",
      notBefore: new Date(now - day),
      notAfter: new Date(now + day),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: await webcrypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]),
      extensions: [
        new x509.SubjectAlternativeNameExtension([{ type: "dns", value: name }]),
        await x509.AuthorityKeyIdentifierExtension.create(root.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  const key = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  const privateKey = `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`;
  return { certificate: leaf.toString("pem"), privateKey, expires: now + day };
}

/** What a Node client says against a certificate when it trusts the authority; undefined when it takes it. */
async function nodeRefusal({ certificate, privateKey }: IssuedCertificate, servername: string) {
  const server = createServer({ cert: certificate, key: privateKey }).listen(0, "127.0.0.1");
  server.on("tlsClientError", () => {});
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const client = connect({ port, host: "127.0.0.1", servername, ca: authority.certificate });
  const error = await new Promise<Error | undefined>((resolve) => {
    client.once("secureConnect", () => resolve(undefined));
    client.once("error", resolve);
  });
  client.destroy();
  server.close();
  return error?.message;
}

describe("a certificate of the authority", () => {
  it("is accepted for every name that it holds", async () => {
    if (!toolOnPath("openssl")) return;
    const names = ["localhost", "127.0.0.1", "::1", "app.test", "*.execute-api.eu-west-1.amazonaws.com"];
    const { certificate } = await authority.issue(names, { now, random });
    for (const check of [
      ["-verify_hostname", "localhost"],
      ["-verify_ip", "127.0.0.1"],
      ["-verify_ip", "::1"],
      ["-verify_hostname", "app.test"],
      ["-verify_hostname", "a1b2c3.execute-api.eu-west-1.amazonaws.com"],
    ])
      expect(await verify(certificate, ...check)).toMatch(/: OK\n$/);
    expect(await verify(certificate, "-verify_hostname", "other.test")).toContain("hostname mismatch");
  });

  it("serves TLS and nothing else, for ninety days, under a number of its own", async () => {
    const issued = await Promise.all([1, 2].map(() => authority.issue(["localhost"], { now, random })));
    const [first, second] = issued.map(({ certificate }) => new X509Certificate(certificate));
    expect([first?.ca, first?.keyUsage]).toEqual([false, ["1.3.6.1.5.5.7.3.1"]]);
    expect(first?.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(second?.serialNumber).not.toBe(first?.serialNumber);
    expect(second?.publicKey.export({ format: "jwk" })).not.toEqual(first?.publicKey.export({ format: "jwk" }));
    const seconds = 1000;
    expect(Math.abs((first?.validToDate.getTime() ?? 0) - (now + 90 * day))).toBeLessThan(seconds);
    expect(first?.validFromDate.getTime()).toBeLessThan(now);
  });

  it("does not outlive the authority", async () => {
    const late = authority.expires - day;
    const { expires } = await authority.issue(["localhost"], { now: late, random });
    expect(expires).toBe(authority.expires);
  });

  it.each(["example.com", "amazonaws.com", "s3.amazonaws.com", "*.amazonaws.com", "localhost.example.com", "10.0.0.1"])(
    "is not issued for %s",
    async (name) => expect(authority.issue(["localhost", name], { now, random })).rejects.toThrow(`for ${name}`),
  );
});

describe("whoever steals the authority's key", () => {
  it.each(["example.com", "s3.us-east-1.amazonaws.com", "signin.aws.amazon.com"])(
    "cannot imitate %s towards those who trust it",
    async (name) => {
      const stolen = await steal(name);
      expect(await nodeRefusal(stolen, name)).toContain("permitted subtree violation");
      if (toolOnPath("openssl")) expect(await verify(stolen.certificate)).toContain("permitted subtree violation");
    },
  );

  it("could imitate this server (or the test above shows nothing)", async () =>
    expect(await nodeRefusal(await steal("localhost"), "localhost")).toBeUndefined());
});

describe("an authority", () => {
  it("may sign certificates of TLS servers only, and no other authority", async () => {
    if (!toolOnPath("openssl")) return;
    const words = ["x509", "-noout", "-text", "-in", file("authority.pem", authority.certificate)];
    const { stdout } = await execute("openssl", words);
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain("Basic Constraints: critical CA:TRUE, pathlen:0");
    expect(text).toContain("Key Usage: critical Certificate Sign, CRL Sign");
    expect(text).toContain("Extended Key Usage: TLS Web Server Authentication");
    expect(text).toContain("Name Constraints: critical");
  });

  it("is read again as it was", async () => {
    const again = await readAuthority(authority.certificate, authority.privateKey);
    expect(again).toMatchObject({
      certificate: authority.certificate,
      fingerprint: authority.fingerprint,
      permitted: authority.permitted,
      expires: authority.expires,
    });
    const { certificate } = await again.issue(["localhost"], { now, random });
    expect(new X509Certificate(certificate).verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
  });

  it("is not read with another's key, from a server's certificate, or from garbage", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const other = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    await expect(readAuthority(authority.certificate, other)).rejects.toThrow("not that of the certificate");
    const leaf = await authority.issue(["localhost"], { now, random });
    await expect(readAuthority(leaf.certificate, leaf.privateKey)).rejects.toThrow("not that of a Poolhouse authority");
    await expect(readAuthority("", "")).rejects.toThrow();
  });
});
