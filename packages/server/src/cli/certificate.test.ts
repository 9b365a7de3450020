import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { run } from "./run.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The program in an empty folder, which is the user's home too. */
function inFolder() {
  const cwd = mkdtempSync(join(tmpdir(), "poolhouse-certificate-"));
  folders.push(cwd);
  const certificate = async (...argv: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await run({
      argv: ["certificate", ...argv],
      env: { HOME: cwd, PATH: "" },
      cwd,
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
    });
    return { code, out: out.join("\n"), err: err.join("\n") };
  };
  return { cwd, certificate, pem: join(cwd, ".poolhouse", "tls", "authority.pem") };
}

const fingerprintOf = (text: string) => /Fingerprint {2}(\S+)/.exec(text)?.[1];

describe("poolhouse certificate", () => {
  it("makes the authority once and shows where it is and what it is for", async () => {
    const { certificate, pem } = inFolder();
    const { code, out } = await certificate();
    expect([code, fingerprintOf(out)]).toEqual([0, new X509Certificate(readFileSync(pem)).fingerprint256]);
    expect(out).toContain(`Authority    ${pem}`);
    expect(out).toContain("Only for     localhost, the loopback, and the names of");
    expect(out).toContain("Trusted by   nobody on this machine");
    expect(out).toContain(`export AWS_CA_BUNDLE=${pem} NODE_EXTRA_CA_CERTS=${pem}`);
    expect((await certificate()).out).toBe(out);
  });

  it("says which configured names the authority was made without, and makes another when asked", async () => {
    const { certificate } = inFolder();
    const { out: first } = await certificate();
    const late = ["--allowed-hosts", "app.test", "--public-url", "https://id.test"];
    expect((await certificate(...late)).out).toContain("Not for      id.test, app.test;");
    const { out, err } = await certificate(...late, "--renew");
    expect(fingerprintOf(out)).not.toBe(fingerprintOf(first));
    expect(out).toContain("Only for     localhost, id.test, app.test, the loopback");
    expect(out).not.toContain("Not for");
    expect(err).toContain("takes the new authority when it is started again");
  });

  it("exports the certificate, never the key", async () => {
    const { cwd, certificate, pem } = inFolder();
    const printed = await certificate("--export", "-");
    expect([printed.code, printed.out]).toEqual([0, readFileSync(pem, "utf8").trimEnd()]);
    expect((await certificate("--export", "copy.pem")).code).toBe(0);
    expect(readFileSync(join(cwd, "copy.pem"), "utf8")).toBe(readFileSync(pem, "utf8"));
    expect(printed.out).not.toContain("PRIVATE");
  });

  it.each([
    [["--trust", "--untrust"], 2, "--trust, --untrust and --renew are done one at a time."],
    [["extra"], 2, "There is nothing to do with 'extra'."],
    [["--memory"], 2, "/_poolhouse/authority.pem"],
    [["--untrust"], 1, "so none of it is trusted."],
    [["--export", "missing/folder/x.pem"], 1, "ENOENT"],
    [["--trus"], 2, "Did you mean --trust?"],
  ])("does not do what makes no sense: %j", async (argv, code, sentence) => {
    const { certificate } = inFolder();
    expect(await certificate(...argv)).toMatchObject({ code, err: expect.stringContaining(sentence), out: "" });
  });

  it("makes nothing to untrust", async () => {
    const { cwd, certificate } = inFolder();
    await certificate("--untrust");
    expect(existsSync(join(cwd, ".poolhouse"))).toBe(false);
  });

  it("leaves a damaged authority as it is", async () => {
    const { cwd, certificate } = inFolder();
    const folder = join(cwd, ".poolhouse", "tls");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "authority-key.pem"), "damaged");
    for (const argv of [[], ["--trust"], ["--renew"], ["--untrust"]])
      expect(await certificate(...argv)).toMatchObject({
        code: 1,
        err: expect.stringContaining("authority-key.pem is damaged"),
      });
    expect(readFileSync(join(folder, "authority-key.pem"), "utf8")).toBe("damaged");
  });
});
