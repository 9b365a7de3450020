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
