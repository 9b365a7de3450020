import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { systemRandom as random } from "../../platform/random.ts";
import { authorityCertificateFile, loadAuthority, loadOrCreateAuthority, replaceAuthority } from "./authority-file.ts";
import { permitNames } from "./permitted-names.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "poolhouse-authority-file-"));
  folders.push(path);
  return join(path, "data");
}

const ports = { now: Date.now(), random };
const permitted = () => permitNames([]);
const create = (data: string) => loadOrCreateAuthority(data, permitted, ports);
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("the authority of a data folder", () => {
  it("is made once, with a key that its owner alone can read", async () => {
    const data = folder();
    const first = await create(data);
    const second = await create(data);
    expect([first.made, second.made]).toEqual([true, false]);
    expect(second.authority.fingerprint).toBe(first.authority.fingerprint);
    expect(readdirSync(join(data, "tls")).sort()).toEqual(["authority-key.pem", "authority.pem"]);
    if (process.platform !== "win32")
      expect([modeOf(data), modeOf(join(data, "tls")), modeOf(join(data, "tls", "authority-key.pem"))]).toEqual([
        "700",
        "700",
        "600",
      ]);
  });

  it("is the same for all who make it at once", async () => {
    const data = folder();
    const all = await Promise.all([1, 2, 3, 4].map(() => create(data)));
    expect(new Set(all.map(({ authority }) => authority.fingerprint)).size).toBe(1);
    expect(all.filter(({ made }) => made).length).toBe(1);
    expect(readdirSync(join(data, "tls")).sort()).toEqual(["authority-key.pem", "authority.pem"]);
  });

  it("shows its certificate without its key, and shows it again when it is gone or another's", async () => {
    const data = folder();
    const { authority } = await create(data);
    const shown = authorityCertificateFile(data);
    expect(readFileSync(shown, "utf8")).toBe(authority.certificate);
    expect(readFileSync(shown, "utf8")).not.toContain("PRIVATE");
    rmSync(shown);
    await create(data);
    expect(readFileSync(shown, "utf8")).toBe(authority.certificate);
    writeFileSync(shown, "something else");
    await create(data);
    expect(readFileSync(shown, "utf8")).toBe(authority.certificate);
  });

  it("is never replaced because it cannot be read", async () => {
    const data = folder();
    await create(data);
    const secret = join(data, "tls", "authority-key.pem");
    const content = readFileSync(secret, "utf8");
    for (const damaged of ["", content.slice(0, 200), content.replace(/M/g, "N")]) {
      writeFileSync(secret, damaged);
      await expect(create(data)).rejects.toThrow(/authority-key\.pem is damaged/);
      expect(readFileSync(secret, "utf8")).toBe(damaged);
    }
  });

  it("is another one after it was replaced", async () => {
    const data = folder();
    const { authority } = await create(data);
    const other = await replaceAuthority(data, permitNames(["app.test"]), ports);
    expect(other.fingerprint).not.toBe(authority.fingerprint);
    expect(await loadAuthority(data)).toMatchObject({ fingerprint: other.fingerprint });
    expect(readFileSync(authorityCertificateFile(data), "utf8")).toBe(other.certificate);
    expect(modeOf(join(data, "tls", "authority-key.pem"))).toBe("600");
  });

  it("is not there before it is made", async () => expect(await loadAuthority(folder())).toBeUndefined());

  it("cannot be made where nothing may be written", async () => {
    if (process.platform === "win32" || process.getuid?.() === 0) return;
    const data = folder();
    chmodSync(join(data, ".."), 0o500);
    await expect(create(data)).rejects.toMatchObject({ code: "EACCES" });
    chmodSync(join(data, ".."), 0o700);
  });
});
