import { describe, expect, test } from "vitest";
import { createKeyStock, type SpareKeys } from "./key-stock.ts";
import type { SigningKeyRecord } from "./keys.ts";

function pair(kid: string): SigningKeyRecord {
  return { kid, publicJwk: { alg: "RS256", e: "AQAB", kid, kty: "RSA", n: "x", use: "sig" }, privateKey: "x" };
}

/** Spare keys in memory, and a generator that counts. */
function parts() {
  const kept: SigningKeyRecord[] = [];
  const spares: SpareKeys = {
    count: async () => kept.length,
    put: async (key) => {
      kept.push(key);
    },
    take: async () => kept.shift(),
  };
  let made = 0;
  const generate = async () => pair(`key-${++made}`);
  const failures: unknown[] = [];
  return { kept, spares, generate, failures, onError: (error: unknown) => failures.push(error) };
}

describe("the stock of keys", () => {
  test("fills up to its target and no further", async () => {
    const { kept, spares, generate, onError } = parts();
    const stock = createKeyStock({ spares, generate, target: 3, onError });
    stock.fill();
    stock.fill();
    await expect.poll(() => kept.length).toBe(3);
    await stock.close();
    expect(kept).toHaveLength(3);
  });

  test("gives spare keys first, makes one when there is none, and never one twice", async () => {
    const { spares, generate, onError } = parts();
    await spares.put(pair("spare"));
    const stock = createKeyStock({ spares, generate, target: 2, onError });
    const taken = await Promise.all(Array.from({ length: 10 }, () => stock.take()));
    expect(taken[0]?.kid).toBe("spare");
    expect(new Set(taken.map(({ kid }) => kid)).size).toBe(10);
    await stock.close();
  });

  test("says why it could not fill, and still gives a key", async () => {
    const { spares, generate, failures, onError } = parts();
    const broken = { ...spares, put: () => Promise.reject(new Error("disk full")) };
    const stock = createKeyStock({ spares: broken, generate, onError });
    expect((await stock.take()).kid).toMatch(/^key-/);
    await stock.close();
    expect(failures).toEqual([new Error("disk full")]);
  });

  test("does nothing more once it is closed", async () => {
    const { kept, spares, generate, onError } = parts();
    const stock = createKeyStock({ spares, generate, onError });
    await stock.close();
    stock.fill();
    expect(kept).toHaveLength(0);
  });
});
