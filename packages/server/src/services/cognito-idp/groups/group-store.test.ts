import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../../test/cognito-idp/cognito-storage.ts";
import { databases } from "../../../../test/databases.ts";
import { assertPoolRemains } from "../pools/require-pool.ts";
import type { Group } from "./group.ts";
import { groupStore } from "./group-store.ts";

describe.each(databases)("groups on $name", (database) => {
  let opened: Awaited<ReturnType<typeof openCognitoStorage>>;
  let poolId: string;
  beforeEach(async () => {
    opened = await openCognitoStorage(database);
    poolId = (await opened.addPool()).id;
  });
  afterEach(() => opened.storage.close());

  const group = (name: string, more: Partial<Group> = {}): Group => ({
    poolId,
    name,
    description: undefined,
    precedence: undefined,
    roleArn: undefined,
    createdAt: 1_790_272_690_299,
    modifiedAt: 1_790_272_690_299,
    ...more,
  });
  const insert = (one: Group) => opened.storage.write((tx) => groupStore.insert(tx, one));
  const names = async (after: string, limit = 10) =>
    (await groupStore.list(opened.storage.db, poolId, { after, limit })).map(({ name }) => name);

  test("a group comes back as it went in", async () => {
    const plain = group("plain");
    const full = group("full", {
      description: "all of it",
      precedence: 0,
      roleArn: "arn:aws:iam::000000000000:role/a",
    });
    for (const one of [plain, full]) {
      expect(await insert(one)).toBe(true);
      expect(await groupStore.find(opened.storage.db, poolId, one.name)).toEqual(one);
    }
    expect(await groupStore.find(opened.storage.db, "us-east-1_other", "plain")).toBeUndefined();
  });

  test("a name is taken once in a pool, also by fifty at once", async () => {
    const attempts = await Promise.all(
      Array.from({ length: 50 }, (_, index) => insert(group("race", { precedence: index }))),
    );
    expect(attempts.filter((inserted) => inserted).length).toBe(1);
    expect((await groupStore.find(opened.storage.db, poolId, "race"))?.precedence).toBe(attempts.indexOf(true));
    expect(await insert(group("race", { poolId: "us-east-1_other" }))).toBe(true);
  });

  test("a change replaces all but name and time of creation", async () => {
    await insert(group("changed", { description: "before", precedence: 1 }));
    const after = group("changed", { precedence: 2, modifiedAt: 1_790_272_700_000 });
    await opened.storage.write((tx) => groupStore.update(tx, { ...after, createdAt: 0 }));
    expect(await groupStore.find(opened.storage.db, poolId, "changed")).toEqual(after);
  });

  test("lists go by code point and begin after a name", async () => {
    for (const name of ["a", "Z", "\u00e9", "\uffee", "\u{1f642}", "aa"]) await insert(group(name));
    expect(await names("")).toEqual(["Z", "a", "aa", "\u00e9", "\uffee", "\u{1f642}"]);
    expect(await names("aa", 2)).toEqual(["\u00e9", "\uffee"]);
    expect(await names("b")).toEqual(["\u00e9", "\uffee", "\u{1f642}"]);
  });

  test("count tells what this unit sees, of this pool", async () => {
    await insert(group("one"));
    await insert(group("elsewhere", { poolId: "us-east-1_other" }));
    const counted = await opened.storage.write(async (tx) => {
      await groupStore.insert(tx, group("two"));
      return groupStore.count(tx, poolId);
    });
    expect(counted).toBe(2);
  });

  test("a group that is put into a pool while the pool is deleted is not left behind", async () => {
    for (let round = 0; round < 10; round++) {
      await opened.storage.write((tx) => opened.pools.remove(tx, poolId));
      await opened.addPool();
      const putIn = opened.storage.write(async (tx) => {
        await assertPoolRemains(tx, poolId);
        await groupStore.insert(tx, group("late"));
      });
      await Promise.allSettled([putIn, opened.storage.write((tx) => opened.pools.remove(tx, poolId))]);
      expect(await names("")).toEqual([]);
    }
  });
});
