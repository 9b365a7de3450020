import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import fc from "../../test/property.ts";
import { createBodyRoom } from "./body-room.ts";
import { bodyReader } from "./request-body.ts";

/** A message whose body is pushed by the test. */
function incoming(most = 1e9) {
  const message = new IncomingMessage(new Socket());
  const rooms = { limited: createBodyRoom(most), others: createBodyRoom(most) };
  const body = bodyReader(message, { limit: 1_000_000, rooms });
  return { message, body };
}

test("a body is what was sent, in whatever pieces it came", async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 9000 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(pieces, async (sent) => {
      const { message, body } = incoming();
      const read = body.read();
      for (const piece of sent) message.push(Buffer.from(piece));
      message.push(null);
      expect(Buffer.compare(Buffer.from(await read), Buffer.concat(sent))).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test("the first reader's limit counts, and never exceeds the listener's", async () => {
  const lower = incoming();
  const read = lower.body.read(10);
  lower.message.push(Buffer.alloc(11));
  await expect(read).rejects.toMatchObject({ status: 413 });
  await expect(lower.body.read()).rejects.toMatchObject({ status: 413 });

  const higher = incoming();
  const whole = higher.body.read(1e9);
  higher.message.push(Buffer.alloc(1_000_001));
  await expect(whole).rejects.toMatchObject({ status: 413 });
});

test.each([{ "content-length": "880000" }, {}])(
  "a body takes no more room than it may come to: %j",
  async (headers) => {
    const { message, body } = incoming(1_000_000);
    message.headers = headers;
    const read = body.read();
    for (let count = 0; count < 8; count++) message.push(Buffer.alloc(110_000));
    message.push(null);
    expect((await read).length).toBe(880_000);
  },
);

test("a body that has to give way is a 503, and is not read on", async () => {
  const { message, body } = incoming(100_000);
  const read = body.read();
  message.push(Buffer.alloc(100_001));
  await expect(read).rejects.toMatchObject({ status: 503, headers: { "retry-after": "1" } });
  expect(message.isPaused()).toBe(true);
});

test("single bytes take no more memory than their body", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const used = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const { message, body } = incoming();
  const read = body.read();
  await turn();
  const before = used();
  for (let count = 0; count < 300_000; count++) {
    message.push(Buffer.alloc(1));
    if (count % 1000 === 0) await turn();
  }
  await turn();
  // Kept as they came they take many times as much.
  expect(used() - before).toBeLessThan(20_000_000);
  message.push(null);
  expect((await read).length).toBe(300_000);
});
