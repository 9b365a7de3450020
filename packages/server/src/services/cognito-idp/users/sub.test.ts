import { createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { systemRandom } from "../../../platform/random.ts";
import { createSub, simulatedSub } from "./sub.ts";

test("a sub is UUID-shaped and its third group begins with 7 (recorded)", () => {
  const subs = Array.from({ length: 2000 }, () => createSub(systemRandom));
  for (const sub of subs) expect(sub).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  expect(new Set(subs).size).toBe(subs.length);
});

test("a simulated sub looks like a real one and belongs to one pool and name", () => {
  const secret = createSecretKey(systemRandom.bytes(32));
  const sub = simulatedSub(secret, "nobody@example.com");
  expect(sub).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  expect(simulatedSub(secret, "nobody@example.com")).toBe(sub);
  expect(simulatedSub(secret, "somebody@example.com")).not.toBe(sub);
  expect(simulatedSub(createSecretKey(systemRandom.bytes(32)), "nobody@example.com")).not.toBe(sub);
});
