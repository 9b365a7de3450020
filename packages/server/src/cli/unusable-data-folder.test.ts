import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { toolOnPath } from "../../test/tool-on-path.ts";
import { createClock } from "../platform/clock.ts";
import { silentLog } from "../platform/log.ts";
import type { DatabaseLocation } from "../storage/database-location.ts";
import { openStorage } from "../storage/open-storage.ts";

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

/** Killed, since a child that hangs in one call of the system's heeds no signal. */
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

describe("the doctor says what a start would say", () => {
  /** What it found, by the name of its checks. */
  function findings(data: string, under: readonly string[] = [], flags: readonly string[] = []) {
    const { status, said } = refusal(data, { command: ["doctor", "--port", "0", ...flags], under });
    const lines = said
      .trim()
      .split("\n")
      .map((line) => /^(\S+) +([^:]+): (.*)$/.exec(line));
    const finding = (name: string) => {
      const found = lines.find((line) => line?.[2] === name);
      return `${found?.[1]} ${found?.[3]}`;
    };
    return { status, folder: finding("Data folder"), database: finding("Database") };
  }
  const refused = (path: string, reason: string) => `FAIL ${sentence(path, reason).said.trim()}`;

  test("of a file", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(findings(file)).toMatchObject({ status: 1, folder: refused(file, "it is a file, not a folder") });
  });

  test("of none that is needed: in production keys and database may be elsewhere", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const credentials = '[{"accessKeyId":"AKIA1","secretAccessKey":"secret-secret"}]';
    const production = ["--production", "--credentials", credentials, "--database", "postgres://127.0.0.1:1/none"];
    const keys = ["--sealing-keys", `k1:${Buffer.alloc(32).toString("base64")}`];
    expect(findings(file, [], [...production, ...keys]).folder).toBe("ok none is needed: keys and data are elsewhere");
  });

  test.skipIf(!linux)("of a folder in /proc", () =>
    expect(findings("/proc/x")).toMatchObject({ status: 1, folder: refused("/proc/x", "nothing can be made there") }),
  );

  test.skipIf(!canDenyRights)("of a folder that others own (needs setpriv for root)", () => {
    chmodSync(folder, 0o555);
    const found = findings(folder, withoutPowers);
    chmodSync(folder, 0o755);
    expect(found).toMatchObject({ status: 1, folder: refused(folder, "permission is denied to this user") });
  });

  test.skipIf(!canDenyRights)("of keys and a database that others own (needs setpriv for root)", () => {
    const [keys, database] = [join(folder, "sealing-keys"), join(folder, "poolhouse.db")];
    for (const file of [keys, database]) writeFileSync(file, "", { mode: 0 });
    expect(findings(folder, withoutPowers)).toEqual({
      status: 1,
      folder: refused(keys, "permission is denied to this user"),
      database: refused(database, "permission is denied to this user"),
    });
  });

  test("of another program's file in the database's place", () => {
    writeFileSync(join(folder, "poolhouse.db"), "Dear reader, ".repeat(10));
    const database = expect.stringMatching(/^FAIL The file \S+ is not a database: it was left as it is\.$/);
    expect(findings(folder)).toMatchObject({ status: 1, database });
  });

  test.skipIf(process.platform === "win32")("and that every user may write in it", () => {
    chmodSync(folder, 0o777);
    expect(findings(folder).folder).toMatch(/^note Every user of this machine can put other keys .* into \S+: /);
    chmodSync(folder, 0o775);
    expect(findings(folder).folder).toMatch(/ can be read by other users of this machine$/);
    chmodSync(folder, 0o700);
    expect(findings(folder).folder).toMatch(/^ok /);
  });

  test("and leaves nothing behind", () => {
    expect(findings(join(folder, "a", "b"))).toMatchObject({
      folder: `ok ${join(folder, "a", "b")} will be made`,
      database: `ok ${join(folder, "a", "b", "poolhouse.db")} will be made`,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("and who has the database open", async () => {
    const database: DatabaseLocation = { kind: "sqlite", file: join(folder, "poolhouse.db") };
    const storage = await openStorage({ database, migrations: [], clock: createClock(), log: silentLog });
    expect(findings(folder).database).toMatch(`in use by process ${process.pid} on ${hostname()}`);
    await storage.close();
    expect(findings(folder).database).toMatch(/^ok .* KB$/);
  });
});
