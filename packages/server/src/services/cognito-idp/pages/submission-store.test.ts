import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../../test/cognito-idp/cognito-storage.ts";
import { databases } from "../../../../test/databases.ts";
import { submissionStore } from "./submission-store.ts";

describe.each(databases)("forms that were sent, on $name", (database) => {
  let opened: Awaited<ReturnType<typeof openCognitoStorage>>;
  let poolId: string;
  beforeEach(async () => {
    opened = await openCognitoStorage(database);
    poolId = (await opened.addPool()).id;
  });
  afterEach(() => opened.storage.close());

  const claim = (key: string, now = 1) =>
    opened.storage.write((tx) => submissionStore.claim(tx, { key, poolId, now, expiresAt: now + 100 }));
  const find = (key: string, now = 1) => submissionStore.find(opened.storage.db, key, now);
  const settle = (key: string, outcome: string) =>
    opened.storage.write((tx) => submissionStore.settle(tx, key, outcome));

  test("one is taken up once, has no outcome until it is settled, and then that one", async () => {
    expect(await find("a")).toBeUndefined();
    expect(await claim("a")).toBe(true);
    expect(await find("a")).toEqual({ outcome: undefined });
    await settle("a", "sealed");
    expect(await claim("a")).toBe(false);
    expect(await find("a")).toEqual({ outcome: "sealed" });
    expect(await find("b")).toBeUndefined();
  });

  test("of several at once one is taken up", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => claim("a")));
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  test("one that came to nothing can be taken up anew", async () => {
    await claim("a");
    await opened.storage.write((tx) => submissionStore.release(tx, "a"));
    expect(await find("a")).toBeUndefined();
    expect(await claim("a")).toBe(true);
  });

  test("one is forgotten when its time is over, and taken up anew without what it came to", async () => {
    await claim("a");
    await settle("a", "sealed");
    expect(await find("a", 101)).toBeUndefined();
    expect(await claim("a", 101)).toBe(true);
    expect(await find("a", 101)).toEqual({ outcome: undefined });
  });

  test("those that expired are purged, and go with their pool", async () => {
    await claim("a", 1);
    await claim("b", 2);
    const purge = (before: number) => opened.storage.write((tx) => submissionStore.purge(tx, before, 500));
    expect(await purge(102)).toBe(1);
    expect(await find("a")).toBeUndefined();
    expect(await find("b")).toEqual({ outcome: undefined });
    await opened.storage.write((tx) => opened.pools.remove(tx, poolId));
    expect(await find("b")).toBeUndefined();
  });
});
