import { createClock, type MovableClock } from "../src/platform/clock.ts";

/** A server's clock that only moves when it is moved: for rules whose time is so short that a slow machine would pass it by itself. */
export function standingClock(): MovableClock {
  const began = Date.now();
  return createClock(() => began);
}
