import { createServer, type ServerResponse } from "node:http";
import { Duplex } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeResponse } from "./write-response.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const stallMs = 1000;
const megabyte = 1024 ** 2;
/** What the slow client takes in a time just short of the limit. */
const step = 128 * 1024;

/** A client that takes so much of what is written to it as it is told to. */
async function answerTo(body: string | Uint8Array) {
  let held: { bytes: number; done: () => void } | undefined;
  let taken = 0;
  const connection = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      held = { bytes: chunk.length, done };
    },
  });
  const answering = Promise.withResolvers<ServerResponse>();
  const server = createServer((_message, out) => answering.resolve(out));
  server.emit("connection", connection);
  connection.push("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const out = await answering.promise;
  const written = writeResponse({ status: 200, headers: {}, body }, out, stallMs);
  return {
    out,
    written,
    taken: () => taken,
    async take(bytes: number): Promise<void> {
      for (let left = bytes; held && left > 0; await turn()) {
        const now = Math.min(left, held.bytes);
        held.bytes -= now;
        left -= now;
        taken += now;
        const { done } = held;
        if (held.bytes > 0) continue;
        held = undefined;
        done();
      }
    },
  };
}

test.each([
  ["bytes", new Uint8Array(megabyte)],
  ["a text", "ä".repeat(megabyte / 2)],
])("a slow client gets the whole of a long answer, however long it takes: %s", async (_what, body) => {
  const { written, take, taken, out } = await answerTo(body);
  const heard: number[] = [];
  for (let steps = 0; steps < 2 * (megabyte / step) && !out.destroyed; steps++) {
    await turn();
    vi.advanceTimersByTime(stallMs - 1);
    await take(step);
    heard.push(out.listenerCount("close"));
  }
  await written;
  expect([out.writableFinished, taken() > megabyte]).toEqual([true, true]);
  // One listener for each piece would be left behind.
  expect(new Set(heard.slice(0, 5)).size).toBe(1);
});

test.each([
  ["a long answer", new Uint8Array(megabyte)],
  ["a short one", "short"],
])("a client that takes nothing is cut off: %s", async (_what, body) => {
  const { written, out } = await answerTo(body);
  for (let round = 0; round < 2; round++) {
    await turn();
    vi.advanceTimersByTime(stallMs);
  }
  await written;
  expect([out.destroyed, out.writableFinished]).toEqual([true, false]);
});
