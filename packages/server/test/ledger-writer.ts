import { writeSync } from "node:fs";
import { createClock } from "../src/platform/clock.ts";
import { silentLog } from "../src/platform/log.ts";
import { openStorage } from "../src/storage/open-storage.ts";
import { type ExampleTables, exampleMigrations } from "./example-tables.ts";

// Writes to the SQLite file named by its argument from several writers at once until it is killed, and prints the id of every unit
// that was answered, never before its answer.
const [file = "", prefix = ""] = process.argv.slice(2);
const storage = (
  await openStorage({
    database: { kind: "sqlite", file },
    migrations: exampleMigrations,
    clock: createClock(),
    log: silentLog,
  })
).of<ExampleTables>();

async function writer(name: number): Promise<never> {
  for (let count = 0; ; count++) {
    const id = `${prefix}-${name}-${count}`;
    await storage.write(async (tx) => {
      await tx.db.insertInto("things").values({ id, count }).execute();
      await tx.db.insertInto("labels").values({ thing: id, name: "whole" }).execute();
    });
    // Synchronous, so that nothing that was answered is lost in this process.
    writeSync(1, `${id}\n`);
  }
}

await Promise.all(Array.from({ length: 16 }, (_, name) => writer(name)));
