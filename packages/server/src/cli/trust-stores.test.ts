import { X509Certificate } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuthority } from "../http/tls/authority.ts";
import { permitNames } from "../http/tls/permitted-names.ts";
import { systemRandom as random } from "../platform/random.ts";
import { doSteps, isPresent, shellLine } from "./trust-steps.ts";
import {
  type Machine,
  missingPrograms,
  type TrustedCertificate,
  type TrustStore,
  trustStores,
} from "./trust-stores.ts";

const base = mkdtempSync(join(tmpdir(), "poolhouse-trust-"));
afterAll(() => rmSync(base, { recursive: true }));

let trusted: TrustedCertificate;
let name: string;
beforeAll(async () => {
  const { certificate } = await createAuthority(permitNames([]), { now: Date.now(), random });
  trusted = { certificate, file: join(base, "authority.pem") };
  writeFileSync(trusted.file, certificate);
  const fingerprint = new X509Certificate(certificate).fingerprint256.replaceAll(":", "").toLowerCase();
  name = `poolhouse-${fingerprint.slice(0, 16)}`;
});

let count = 0;
/** A machine of folders below a temporary one, whose programs write down their arguments. */
function machine(folders: readonly string[], programs: Readonly<Record<string, string>> = {}) {
  count += 1;
  const root = join(base, String(count));
  const bin = join(root, "bin");
  for (const folder of ["bin", "home", ...folders]) mkdirSync(join(root, folder), { recursive: true });
  for (const [program, script] of Object.entries(programs)) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "$@" >> '${root}/${program}.log'\n${script}\n`);
    chmodSync(join(bin, program), 0o755);
  }
  const log = (program: string) =>
    readFileSync(join(root, `${program}.log`), "utf8")
      .slice(0, -1)
      .split("\n");
  const made: Machine = { platform: "linux", root, home: join(root, "home"), path: bin };
  return { machine: made, root, log };
}

/** certutil as far as it is used: it keeps one name. */
const certutil = (file: string) => `case $1 in -A) touch '${file}';; -D) rm '${file}';; -L) test -e '${file}';; esac`;

async function trustAndBack(store: TrustStore): Promise<boolean[]> {
  const seen = [await isPresent(store)];
  await doSteps(store.trust);
  seen.push(await isPresent(store));
  await doSteps(store.untrust);
  seen.push(await isPresent(store));
  return seen;
}

describe.skipIf(process.platform === "win32")("trust", () => {
  it.each([
    ["usr/local/share/ca-certificates", "update-ca-certificates", ".crt", ["", "--fresh"]],
    ["etc/pki/ca-trust/source/anchors", "update-ca-trust", ".pem", ["extract", "extract"]],
    ["etc/ca-certificates/trust-source/anchors", "update-ca-trust", ".crt", ["", ""]],
    ["etc/pki/trust/anchors", "update-ca-certificates", ".pem", ["", ""]],
  ])("of a system is put into %s and taken out", async (folder, program, ending, calls) => {
    const { machine: made, root, log } = machine([folder], { [program]: "" });
    const [store, ...others] = trustStores(made, trusted);
    if (!store) throw new Error("there is no store");
    const file = join(root, folder, `${name}${ending}`);
    expect([store.present, others]).toEqual([{ kind: "file", file }, []]);
    await doSteps(store.trust);
    expect(readFileSync(file, "utf8")).toBe(trusted.certificate);
    await doSteps(store.untrust);
    expect(await trustAndBack(store)).toEqual([false, true, false]);
    expect([readdirSync(join(root, folder)), log(program)]).toEqual([[], [...calls, ...calls]]);
  });

  it("of Chromium and of each Firefox profile is put into their databases and taken out", async () => {
    const profiles = ["home/.pki/nssdb", "home/.mozilla/firefox/a.default", "home/.mozilla/firefox/b.dev"];
    const { machine: made, root, log } = machine([...profiles, "home/.mozilla/firefox/Crash Reports"]);
    for (const profile of profiles) writeFileSync(join(root, profile, "cert9.db"), "");
    writeFileSync(
      join(root, "bin", "certutil"),
      `#!/bin/sh\necho "$@" >> '${root}/certutil.log'\n${certutil(join(root, "kept"))}\n`,
    );
    chmodSync(join(root, "bin", "certutil"), 0o755);
    const stores = trustStores(made, trusted).filter(({ name }) => /Chromium|Firefox/.test(name));
    expect(stores.map(({ name }) => name)).toEqual([
      `Chromium (${join(root, profiles[0] ?? "")})`,
      ...profiles.slice(1).map((profile) => `Firefox (${join(root, profile)})`),
    ]);
    for (const store of stores) expect(await trustAndBack(store)).toEqual([false, true, false]);
    expect(log("certutil")[1]).toBe(
      `-A -d sql:${join(root, ".", profiles[0] ?? "")} -t C,, -n ${name} -i ${trusted.file}`,
    );
  });

  it("of a browser is not reached without its program, and that is said", () => {
    const { machine: made, root } = machine(["home/.pki/nssdb"]);
    writeFileSync(join(root, "home/.pki/nssdb/cert9.db"), "");
    const there = existsSync("/usr/sbin/certutil");
    expect(missingPrograms(made)).toEqual(
      there ? [] : [expect.stringMatching(/nssdb: certutil is missing \(.*libnss3-tools/)],
    );
    expect(missingPrograms(machine([]).machine)).toEqual([]);
  });

  it("says what a program said when it fails", async () => {
    const { machine: made } = machine(["usr/local/share/ca-certificates"], {
      "update-ca-certificates": "echo 'no room' >&2; exit 3",
    });
    const [store] = trustStores(made, trusted);
    await expect(doSteps(store?.trust ?? [])).rejects.toThrow(/update-ca-certificates failed: no room$/);
  });
});

describe("a system's own store", () => {
  const home = { root: "/", home: "/Users/ada lovelace", path: "" };

  it("on macOS is the user's keychain, for TLS only", () => {
    const [store] = trustStores({ ...home, platform: "darwin" }, trusted);
    expect(store?.trust.map((step) => shellLine(step, trusted))).toEqual([
      `security add-trusted-cert -r trustRoot -p ssl -k '/Users/ada lovelace/Library/Keychains/login.keychain-db' ${trusted.file}`,
    ]);
  });

  it("on Windows is the user's own", () => {
    const [store] = trustStores({ ...home, platform: "win32" }, trusted);
    const sha1 = new X509Certificate(trusted.certificate).fingerprint.replaceAll(":", "");
    expect(store?.trust.map((step) => shellLine(step, trusted))).toEqual([
      `certutil.exe -user -addstore Root ${trusted.file}`,
    ]);
    expect(store?.untrust.map((step) => shellLine(step, trusted))).toEqual([
      `certutil.exe -user -delstore Root ${sha1}`,
    ]);
  });

  it("is shown as lines for a shell, quoted", () =>
    expect(shellLine({ kind: "remove", file: "/a b/it's" }, trusted)).toBe("rm '/a b/it'\\''s'"));
});
