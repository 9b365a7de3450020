import { systemRandom } from "../../../platform/random.ts";
import type { CoreTables } from "../../../storage/core-tables.ts";
import type { Storage, Unit } from "../../../storage/storage.ts";
import type { About } from "../ports.ts";

/** What `GET /_poolhouse/health` answers. */
export interface Health {
  status: "ok" | "unavailable";
  version: string;
  /** By endpoint prefix. */
  services: Record<string, "running">;
}

/** A database that takes longer than this to answer one row is unavailable. Milliseconds. */
const PATIENCE_MS = 2000;

/**
 * Asks the database for a row, and whether it took what was written last, so that a load balancer does not send requests to a node that cannot answer them.
 * Only while it did not, this tries to write: a node that gets no requests any more would not find out that writing goes again. Never throws.
 */
export async function checkHealth(storage: Storage, { version, services }: About): Promise<Health> {
  const running = Object.fromEntries(services.map((service) => [service, "running" as const]));
  return { status: (await answers(storage)) ? "ok" : "unavailable", version, services: running };
}

/** A unit that leaves nothing, for which the database needs a place all the same. */
async function writeAndErase({ db }: Unit<CoreTables>): Promise<void> {
  const name = `health/${systemRandom.uuid()}`;
  await db.insertInto("settings").values({ name, value: "" }).execute();
  await db.deleteFrom("settings").where("name", "=", name).execute();
}

async function answers(storage: Storage): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, false);
  });
  const asked = (async () => {
    await storage.db.selectFrom("settings").select("name").limit(1).execute();
    if (!storage.takesUnits()) await storage.write(writeAndErase);
    return true;
  })().catch(() => false);
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
