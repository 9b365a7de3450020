import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverSettings } from "../../../test/tls-listener.ts";
import { type Log, silentLog } from "../../platform/log.ts";
import { systemRandom as random } from "../../platform/random.ts";
import { type Authority, createAuthority } from "./authority.ts";
import { chooseCertificate } from "./certificates.ts";
import { openConfiguredCertificate } from "./configured-certificate.ts";
import { permittedNames } from "./server-names.ts";

const now = Date.now();
const folder = mkdtempSync(join(tmpdir(), "poolhouse-configured-"));
afterAll(() => rmSync(folder, { recursive: true }));

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority(permittedNames({ ...serverSettings, allowedHosts: ["id.test"] }), { now, random });
});

let count = 0;
/** Files of their own for a test, and how to change them. */
async function files(names = ["id.test"]) {
  count += 1;
  const paths = { certificate: join(folder, `${count}.pem`), key: join(folder, `${count}.key`) };
  const write = async (parts: ("certificate" | "key")[], time = now) => {
    const issued = await authority.issue(names, { now: time, random });
    if (parts.includes("certificate")) writeFileSync(paths.certificate, issued.certificate);
    if (parts.includes("key")) writeFileSync(paths.key, issued.privateKey);
    return issued;
  };
  const issued = await write(["certificate", "key"]);
  return { paths, write, issued };
}

function listeningLog() {
  const lines: string[] = [];
  const add = (_fields: object, message = "") => void lines.push(message);
  const log: Log = { ...silentLog, info: add, warn: add, error: add };
  return { log, lines };
}

const open = (paths: { certificate: string; key: string }, log: Log = silentLog) =>
  openConfiguredCertificate(paths, { now: () => now, log });

describe("a configured certificate", () => {
  it("is made out to certain names", async () => {
    const { paths } = await files(["id.test", "127.0.0.1"]);
    const { covers } = await open(paths);
    expect(["id.test", "ID.test", "127.0.0.1", "x.id.test", "localhost", "127.0.0.2"].map(covers)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("stays the same while its files do", async () => {
    const { paths } = await files();
    const { context } = await open(paths);
    expect(await context()).toBe(await context());
  });

  it("is read again when its files change", async () => {
    const { paths, write } = await files();
    const { log, lines } = listeningLog();
    const { context } = await open(paths, log);
    const before = await context();
    await write(["certificate", "key"]);
    const [first, second] = await Promise.all([context(), context()]);
    expect([first === before, first === second]).toEqual([false, true]);
    expect(lines).toEqual(["the TLS certificate was read again"]);
  });

  it("is read again when its files change though neither their size nor their time does", async () => {
    const { paths, write } = await files();
    const alike = async () => {
      await write(["certificate", "key"]);
      for (const path of [paths.certificate, paths.key]) {
        writeFileSync(path, readFileSync(path, "utf8").padEnd(2000, "\n"));
        utimesSync(path, now / 1000, now / 1000);
      }
    };
    await alike();
    const { context } = await open(paths);
    const before = await context();
    expect(await context()).toBe(before);
    await alike();
    expect(await context()).not.toBe(before);
  });

  it("is read again when a file is put in its place, as by a rename", async () => {
    const { paths, write } = await files();
    const { context } = await open(paths);
    const before = await context();
    const { certificate, privateKey } = await write([]);
    for (const [path, content] of [
      [paths.certificate, certificate],
      [paths.key, privateKey],
    ] as const) {
      writeFileSync(`${path}.new`, content);
      renameSync(`${path}.new`, path);
    }
    expect(await context()).not.toBe(before);
  });

  it("stays in use while its files do not go together or are gone, and the log says so once", async () => {
    const { paths, write } = await files();
    const { log, lines } = listeningLog();
    const { context } = await open(paths, log);
    const before = await context();
    const { privateKey } = await write(["certificate"]);
    expect([await context(), await context()]).toEqual([before, before]);
    expect(lines).toEqual([expect.stringMatching(/is not the private key of .* stays in use\.$/)]);
    rmSync(paths.key);
    expect([await context(), await context()]).toEqual([before, before]);
    expect(lines.length).toBe(2);
    writeFileSync(paths.key, privateKey);
    expect(await context()).not.toBe(before);
    expect(lines.at(-1)).toBe("the TLS certificate was read again");
  });

  it("that has expired or soon will is told of", async () => {
    const { paths } = await files();
    const { log, lines } = listeningLog();
    const at = (days: number) => openConfiguredCertificate(paths, { now: () => now + days * 86_400_000, log });
    await at(10);
    await at(85);
    await at(91);
    expect(lines).toEqual(["the TLS certificate expires within a week", "the TLS certificate has expired"]);
  });

  it("is refused at the start in a sentence that names the file", async () => {
    const { paths, issued } = await files();
    const other = await files();
    const missing = join(folder, "missing.pem");
    await expect(open({ ...paths, certificate: missing })).rejects.toThrow(`${missing} cannot be read (ENOENT).`);
    await expect(open({ ...paths, key: folder })).rejects.toThrow(`${folder} cannot be read (EISDIR).`);
    await expect(open({ ...paths, certificate: paths.key })).rejects.toThrow("holds no certificate in PEM form");
    await expect(open({ ...paths, key: paths.certificate })).rejects.toThrow("holds no private key in PEM form");
    await expect(open({ ...paths, key: other.paths.key })).rejects.toThrow("is not the private key of the first");
    // No part of a key is ever shown.
    writeFileSync(paths.key, issued.privateKey.replace("M", "!"));
    await expect(open(paths)).rejects.not.toThrow(issued.privateKey.slice(40, 60));
  });
});

describe("the choice of a certificate", () => {
  const address = "127.0.0.1";

  it("is the configured one for its names and the local authority's for others", async () => {
    const { paths } = await files(["id.test"]);
    const configured = await open(paths);
    const asked: (string | undefined)[] = [];
    const local = {
      contextFor: async (name: string | undefined) => {
        asked.push(name);
        return undefined;
      },
    };
    const { contextFor } = chooseCertificate(configured, local);
    expect(await contextFor({ name: "id.test", address })).toBe(await configured.context());
    for (const name of ["localhost", undefined]) expect(await contextFor({ name, address })).toBeUndefined();
    expect(asked).toEqual(["localhost", undefined]);
  });

  it("is the configured one for an address that it is made out to", async () => {
    const { paths } = await files(["127.0.0.1"]);
    const configured = await open(paths);
    const local = { contextFor: async () => undefined };
    expect(await chooseCertificate(configured, local).contextFor({ name: undefined, address })).toBe(
      await configured.context(),
    );
  });

  it("is the configured one for every name where there is no other", async () => {
    const { paths } = await files(["id.test"]);
    const configured = await open(paths);
    expect(await chooseCertificate(configured, undefined).contextFor({ name: "x.test", address })).toBe(
      await configured.context(),
    );
  });

  it("is none where there is none", async () =>
    expect(await chooseCertificate(undefined, undefined).contextFor({ name: "x.test", address })).toBeUndefined());
});

it("the certificates of these tests are what they seem", async () => {
  const { issued } = await files();
  expect(new X509Certificate(issued.certificate).checkHost("id.test")).toBe("id.test");
});
