import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Log } from "../platform/log.ts";

/** Looking for the idle ones among thousands takes a while, and those that a moment ago were none hardly are by now. Milliseconds. */
const lookEvery = 1000;

/**
 * Bounds how many connections are open: one that is encrypted takes some eighty kilobytes, and whoever likes may open thousands and leave them. One too
 * many is dropped, and makes room for the next: those that wait for another request are closed, which clients are prepared for, and
 * the one that has said nothing for the longest.
 *
 * @param waiting those that have not begun to speak, the oldest first
 */
export function boundConnections(
  server: Server,
  { most, waiting, log }: { most: number; waiting: ReadonlySet<Socket>; log: Log },
): void {
  let looked = Number.NEGATIVE_INFINITY;
  server.maxConnections = most;
  server.on("drop", () => {
    const [oldest] = waiting;
    oldest?.destroy();
    const now = performance.now();
    if (now - looked < lookEvery) return;
    looked = now;
    log.warn({ rule: "connections", limit: most }, "connections were dropped: too many are open");
    server.closeIdleConnections();
  });
}
