import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { loadConfig } from "./config/load.ts";
import { startServer } from "./main.ts";
import { silentLog } from "./platform/log.ts";

/** A port of 127.0.0.1 that is free, or one that takes connections and says nothing. */
async function port(listening: "free" | "silent", connected = () => {}): Promise<number> {
  const server = createServer((socket) => void socket.on("error", () => {}).once("data", connected));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const number = typeof address === "object" && address ? address.port : 0;
  if (listening === "free") await new Promise((resolve) => server.close(resolve));
  else onTestFinished(() => void server.close());
  return number;
}

test("a start that fails answers who asked meanwhile, or closes, and logs no failure of an answer", async () => {
  const folder = mkdtempSync(join(tmpdir(), "poolhouse-main-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const asked = Promise.withResolvers<void>();
  const database = `postgres://poolhouse@127.0.0.1:${await port("silent", asked.resolve)}/poolhouse`;
  const own = await port("free");
  const config = loadConfig({ argv: ["--port", String(own), "--database", database], env: {}, cwd: folder });
  const failures: string[] = [];
  const log = { ...silentLog, error: (_: object, text = "") => void failures.push(text), child: () => log };
  const stop = new AbortController();
  const started = startServer(config, { log, stop: stop.signal });
  const failed = expect(started).rejects.toThrow("cannot be used");
  await asked.promise;
  const answered = fetch(`http://127.0.0.1:${own}/_poolhouse/health`).then(
    ({ status }) => status,
    () => "closed",
  );
  // It may reach the server before or after the start has failed: both will do.
  await sleep(50);
  stop.abort();
  await failed;
  expect([503, "closed"]).toContain(await answered);
  expect(failures).toEqual([]);
});
