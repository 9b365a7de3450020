import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ExampleTables, exampleMigrations } from "../../../test/example-tables.ts";
import { createClock } from "../../platform/clock.ts";
import { silentLog } from "../../platform/log.ts";
import { DatabaseInUseError, ForeignDatabaseError, StorageUnavailableError } from "../errors.ts";
import { openStorage } from "../open-storage.ts";
import type { Storage } from "../storage.ts";

describe("a database file", () => {
  let folder: string;
  let file: string;
  const opened: Storage[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "poolhouse-test-"));
    file = join(folder, "data", "poolhouse.db");
  });
  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async () => {
    const storage = await openStorage({
      database: { kind: "sqlite", file },
      migrations: exampleMigrations,
      clock: createClock(),
      log: silentLog,
    });
    opened.push(storage);
    return storage.of<ExampleTables>();
  };
  const put = (storage: Storage<ExampleTables>, id: string) =>
    storage.write((tx) => tx.db.insertInto("things").values({ id, count: 0 }).execute());
  const ids = async (storage: Storage<ExampleTables>) =>
    (await storage.db.selectFrom("things").select("id").orderBy("id").execute()).map(({ id }) => id);

  test("keeps its data from one start to the next", async () => {
    const before = await open();
    await put(before, "a");
    await before.close();
    expect(await ids(await open())).toEqual(["a"]);
  });

  test.skipIf(process.platform === "win32")("and its companions are for their owner alone", async () => {
    await put(await open(), "a");
    expect(statSync(join(folder, "data")).mode & 0o777).toBe(0o700);
    const modes = readdirSync(join(folder, "data")).map((name) => [
      name,
      statSync(join(folder, "data", name)).mode & 0o077,
    ]);
    expect(Object.fromEntries(modes)).toEqual({
      "poolhouse.db": 0,
      "poolhouse.db-shm": 0,
      "poolhouse.db-wal": 0,
      "poolhouse.db.lock": 0,
    });
  });

  test("is refused while another has it, with who that is and what to do", async () => {
    const first = await open();
    await put(first, "a");
    const error = await open().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DatabaseInUseError);
    expect(String(error)).toContain(
      `in use by process ${process.pid} on ${hostname()}: stop it first, or give this server`,
    );
    await put(first, "b");
    await first.close();
    expect(await ids(await open())).toEqual(["a", "b"]);
  });

  test("of another program is refused and left as it is", async () => {
    file = join(folder, "other.db");
    const other = new DatabaseSync(file);
    other.exec("create table notes (text text)");
    other.close();
    const before = statSync(file);
    await expect(open()).rejects.toBeInstanceOf(ForeignDatabaseError);
    expect(statSync(file).size).toBe(before.size);
    expect(readdirSync(folder)).toEqual(["other.db"]);
    const after = new DatabaseSync(file);
    expect(after.prepare("pragma journal_mode").get()).toMatchObject({ journal_mode: "delete" });
    after.close();
  });

  test("that is no database is refused and left as it is", async () => {
    file = join(folder, "letter.txt");
    writeFileSync(file, "Dear reader, ".repeat(1000));
    await expect(open()).rejects.toBeInstanceOf(ForeignDatabaseError);
    expect(statSync(file).size).toBe(13_000);
  });

  test("that a tool holds too long fails the waiting units, and takes the next", async () => {
    const storage = await open();
    const tool = new DatabaseSync(file);
    tool.exec("begin immediate");
    const outcomes = await Promise.allSettled([put(storage, "a"), put(storage, "b")]);
    expect(
      outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason instanceof StorageUnavailableError),
    ).toEqual([true, true]);
    tool.exec("rollback");
    tool.close();
    await put(storage, "c");
    expect(await ids(storage)).toEqual(["c"]);
  });

  test.skipIf(process.platform === "win32").each(["poolhouse.db", "poolhouse.db-wal"])(
    "takes no unit any more once its %s is removed or replaced, and says so",
    async (name) => {
      const storage = await open();
      await put(storage, "a");
      const [path, aside] = [join(folder, "data", name), join(folder, "aside")];
      renameSync(path, aside);
      const gone = expect.objectContaining({
        name: "StorageUnavailableError",
        cause: expect.objectContaining({ message: expect.stringContaining(`${name} was removed or replaced while`) }),
      });
      await expect(put(storage, "b")).rejects.toEqual(gone);
      writeFileSync(path, "");
      await expect(put(storage, "c")).rejects.toEqual(gone);
      renameSync(aside, path);
      await put(storage, "d");
      expect(await ids(storage)).toEqual(["a", "d"]);
    },
  );

  test("has every unit that was answered, whole, after kill -9 under load", { timeout: 60_000 }, async () => {
    const answered = new Set<string>();
    for (let round = 0; round < 3; round++) {
      for (const id of await writeUntilKilled(file, `${round}`)) answered.add(id);
      const storage = await open();
      const kept = new Set(await ids(storage));
      const whole = new Set(
        (await storage.db.selectFrom("labels").select("thing").execute()).map(({ thing }) => thing),
      );
      expect([...answered].filter((id) => !kept.has(id))).toEqual([]);
      expect(kept).toEqual(whole);
      await storage.close();
    }
    expect(answered.size).toBeGreaterThan(300);
  });
});

/** Runs the ledger writer, kills it once it has answered some units, and gives the ids of all that it answered. */
async function writeUntilKilled(file: string, prefix: string): Promise<string[]> {
  const script = fileURLToPath(new URL("../../../test/ledger-writer.ts", import.meta.url));
  const child = spawn(process.execPath, [script, file, prefix], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let output = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    output += chunk;
    if (output.split("\n").length > 100) child.kill("SIGKILL");
  }
  // Its output ends a moment before it lets go of the files.
  await ended;
  return output.split("\n").slice(0, -1);
}
