import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { toolOnPath } from "../../test/tool-on-path.ts";

const bin = fileURLToPath(new URL("../../bin/poolhouse.js", import.meta.url));
const isRoot = process.getuid?.() === 0;
const linux = process.platform === "linux";

/** Root may write everywhere until these powers are taken away. */
const withoutPowers = isRoot ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] : [];
/** Mounts of its own; not every system lets users have them. */
const unshare = "unshare";
const withMounts = [unshare, "--mount", ...(isRoot ? [] : ["--user", "--map-root-user"])];
const canDenyRights = process.platform !== "win32" && (!isRoot || toolOnPath("setpriv"));
const canMount = linux && toolOnPath(unshare) && spawnSync(unshare, [...withMounts.slice(1), "true"]).status === 0;

/** A start that waits for nothing heeds SIGTERM only once it is done. */
const patience = { timeout: 50_000, killSignal: "SIGKILL" } as const;

const root = mkdtempSync(join(tmpdir(), "poolhouse-unusable-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
});

/** Runs a command that cannot do its work with `data`. A child that hangs is killed, and then has no status. */
function refusal(data: string, { command = ["start", "--port", "0"], under = [] as readonly string[] } = {}) {
  const [program = process.execPath, ...args] = [...under, process.execPath, bin, ...command, "--data", data];
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8", ...patience });
  return { status, said: stdout + stderr };
}

const sentence = (path: string, reason: string) => ({
  status: 1,
  said: `${path} cannot be used: ${reason}. Mend that, or give another data folder with --data.\n`,
});

describe("a data folder that cannot be used ends the program at once, with one sentence:", () => {
  test("a file", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(refusal(file)).toEqual(sentence(file, "it is a file, not a folder"));
  });

  test("a folder below a file", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(refusal(join(file, "a", "b"))).toEqual(sentence(file, "it is a file, not a folder"));
  });

  test.skipIf(!linux).each([["start", "--port", "0"], ["migrate"]])("a folder in /proc, for `%s`", (...command) =>
    expect(refusal("/proc/x", { command })).toEqual(sentence("/proc/x", "nothing can be made there")),
  );

  test.skipIf(!linux)("a folder in /proc, for `certificate`", () =>
    expect(refusal("/proc/x", { command: ["certificate"] })).toEqual(sentence("/proc/x", "nothing can be made there")),
  );

  test.skipIf(!canDenyRights)("a folder that others own (needs setpriv for root)", () => {
    chmodSync(folder, 0o555);
    expect(refusal(folder, { under: withoutPowers })).toEqual(sentence(folder, "permission is denied to this user"));
    chmodSync(folder, 0o755);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(!canDenyRights).each(["sealing-keys", "poolhouse.db", "poolhouse.db.lock"])(
    "one whose %s others own (needs setpriv for root)",
    (name) => {
      const file = join(folder, name);
      writeFileSync(file, "");
      chmodSync(file, 0);
      expect(refusal(folder, { under: withoutPowers })).toEqual(sentence(file, "permission is denied to this user"));
    },
  );

  test("one where a folder has the database's name", () => {
    const file = join(folder, "poolhouse.db");
    mkdirSync(file);
    expect(refusal(folder)).toEqual(sentence(file, "it is a folder, not a file"));
  });

  describe.skipIf(!canMount)("on a disk (needs mounts of its own)", () => {
    const mounted = (options: string) => [
      ...withMounts,
      "sh",
      "-c",
      `mount -t tmpfs -o ${options} tmpfs "$0" && exec "$@"`,
      folder,
    ];

    test("that is read-only", () => {
      const below = join(folder, "below");
      expect(refusal(below, { under: mounted("ro") })).toEqual(sentence(below, "its file system is read-only"));
    });

    test.each([
      ["nothing but the keys", "4k", ""],
      ["no database", "200k", "poolhouse.db"],
    ])("that has room for %s", (_what, size, name) =>
      expect(refusal(folder, { under: mounted(`size=${size}`) })).toEqual(
        sentence(join(folder, name), "no space is left on its disk"),
      ),
    );
  });
});
