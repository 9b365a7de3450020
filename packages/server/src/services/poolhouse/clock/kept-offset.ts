import type { MovableClock } from "../../../platform/clock.ts";
import type { Storage } from "../../../storage/storage.ts";
import type { ClockChange } from "./clock-request.ts";

/** The row of `settings`. */
const NAME = "poolhouse.clock-offset";

/** What a moved clock may show: the years that ISO 8601 writes with four digits and every client parses. */
const EARLIEST = Date.parse("1970-01-02T00:00:00Z");
const LATEST = Date.parse("9999-12-30T00:00:00Z");

/** The clock whose offset is kept with the data, so that a token that was expired before a restart is so after it. */
export interface KeptClock {
  /** Takes over the kept offset; at start. */
  restore(): Promise<void>;
  /**
   * Moves the clock and keeps the offset. Requests at the same time add up.
   *
   * @returns false when the clock would leave the years 1970 to 9999; nothing is changed then
   */
  move(change: ClockChange): Promise<boolean>;
  /** The clock stands as the machine's, without touching the data: after a reset of everything. */
  forget(): void;
}

export function createKeptClock(ports: { storage: Storage; clock: MovableClock }): KeptClock {
  const { storage, clock } = ports;
  // One change after another, so that offsets take effect in the order in which they were kept.
  let last: Promise<unknown> = Promise.resolve();

  async function apply(change: ClockChange): Promise<boolean> {
    const wall = clock.wall();
    const offset = await storage.write(async ({ db }) => {
      const row = await db.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
      const next = offsetAfter(change, Number(row?.value ?? 0), wall);
      if (!(wall + next >= EARLIEST && wall + next <= LATEST)) return undefined;
      await db
        .insertInto("settings")
        .values({ name: NAME, value: String(next) })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: String(next) }))
        .execute();
      return next;
    });
    if (offset === undefined) return false;
    clock.setOffset(offset);
    return true;
  }

  return {
    async restore() {
      const row = await storage.db.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
      const offset = Number(row?.value ?? 0);
      if (Number.isSafeInteger(offset)) clock.setOffset(offset);
    },
    move(change) {
      const result = last.then(() => apply(change));
      last = result.catch(() => {});
      return result;
    },
    forget: () => clock.setOffset(0),
  };
}

function offsetAfter(change: ClockChange, offset: number, wall: number): number {
  if (change.kind === "reset") return 0;
  return change.kind === "advance" ? offset + change.by : change.to - wall;
}
