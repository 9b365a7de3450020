import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { poolhouseOn, poolhouseSchema } from "../../../../test/poolhouse-service.ts";
import { createClock } from "../../../platform/clock.ts";
import { silentLog } from "../../../platform/log.ts";
import { openStorage } from "../../../storage/open-storage.ts";

test("is unavailable when the database does not answer, so that nobody is sent here", async () => {
  const clock = createClock();
  const storage = await openStorage({
    database: { kind: "memory" },
    migrations: poolhouseSchema,
    clock,
    log: silentLog,
  });
  const { ask } = poolhouseOn(storage);
  expect((await ask("/_poolhouse/health")).status).toBe(200);
  await storage.close();
  const answer = await ask("/_poolhouse/health");
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ status: "unavailable" });
});

test.skipIf(process.platform === "win32")(
  "is unavailable after a unit for which the database has no place, until it takes one again, if only that of a question for health",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "poolhouse-health-"));
    const storage = await openStorage({
      database: { kind: "sqlite", file: join(folder, "poolhouse.db") },
      migrations: poolhouseSchema,
      clock: createClock(),
      log: silentLog,
    });
    const { ask, send } = poolhouseOn(storage);
    const status = async () => (await ask("/_poolhouse/health")).status;
    await send({});
    renameSync(join(folder, "poolhouse.db"), join(folder, "aside"));
    await expect(send({})).rejects.toThrow();
    expect(await status()).toBe(503);
    await expect(storage.write(() => Promise.reject(new Error("refused")))).rejects.toThrow();
    expect(await status()).toBe(503);
    renameSync(join(folder, "aside"), join(folder, "poolhouse.db"));
    expect(await status()).toBe(200);
    expect(storage.takesUnits()).toBe(true);
    expect(await storage.db.selectFrom("settings").selectAll().execute()).toEqual([]);
    await storage.close();
    rmSync(folder, { recursive: true });
  },
);
