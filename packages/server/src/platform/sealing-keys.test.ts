import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSealingKeys, formatSealingKeys, loadSealingKeys, parseSealingKeys } from "./sealing-keys.ts";

const first = `a:${Buffer.alloc(32, 1).toString("base64")}`;
const second = `b-2:${Buffer.alloc(32, 2).toString("base64")}`;

describe("keys from configuration", () => {
  test("are read in order, the first one writing", () => {
    const { writing, keys } = parseSealingKeys(`${first}, ${second}`);
    expect(writing).toBe("a");
    expect([...keys]).toEqual([
      ["a", Buffer.alloc(32, 1)],
      ["b-2", Buffer.alloc(32, 2)],
    ]);
  });

  test("survive being written as text", () => {
    const keys = parseSealingKeys(`${second}\n${first}`);
    expect(parseSealingKeys(formatSealingKeys(keys))).toEqual(keys);
  });

  test.each([
    "",
    "a",
    "a:short",
    `${first},${first}`,
    `a b:${first.slice(2)}`,
    `a:${Buffer.alloc(31).toString("base64")}`,
  ])("are refused without being quoted: %j", (text) => {
    let message = "";
    try {
      parseSealingKeys(text);
    } catch (error) {
      message = error instanceof Error ? error.message : "";
    }
    expect(message).toMatch(/[Ss]ealing key/);
    expect(message).not.toContain("AAAA");
  });
});

describe("the key file", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sealing-keys-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("is made once and read ever after", async () => {
    const data = join(folder, "data");
    const made = await loadSealingKeys(data);
    expect(await loadSealingKeys(data)).toEqual(made);
    expect(await readdir(data)).toEqual(["sealing-keys"]);
  });

  test.skipIf(process.platform === "win32")("is for its owner only (no modes on Windows)", async () => {
    await loadSealingKeys(folder);
    expect((await stat(join(folder, "sealing-keys"))).mode & 0o777).toBe(0o600);
  });

  test("is the same for all who start at once", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => loadSealingKeys(folder)));
    for (const keys of all) expect(keys).toEqual(all[0]);
    expect(await readdir(folder)).toEqual(["sealing-keys"]);
  });

  test("is never replaced when it is damaged", async () => {
    await writeFile(join(folder, "sealing-keys"), "");
    await expect(loadSealingKeys(folder)).rejects.toThrow("damaged");
    expect(await readFile(join(folder, "sealing-keys"), "utf8")).toBe("");
  });

  test("takes a key added by hand in front", async () => {
    const old = await loadSealingKeys(folder);
    const added = createSealingKeys();
    const path = join(folder, "sealing-keys");
    await writeFile(path, formatSealingKeys(added) + (await readFile(path, "utf8")));
    const keys = await loadSealingKeys(folder);
    expect(keys.writing).toBe(added.writing);
    expect([...keys.keys.keys()]).toEqual([added.writing, old.writing]);
  });
});
