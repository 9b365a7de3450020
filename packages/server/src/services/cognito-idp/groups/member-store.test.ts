import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../../test/cognito-idp/cognito-storage.ts";
import { databases } from "../../../../test/databases.ts";
import { queryPlans } from "../../../../test/query-plans.ts";
import { groupStore } from "./group-store.ts";
import { memberStore, REMOVED_WITH_A_GROUP } from "./member-store.ts";

describe.each(databases)("memberships on $name", (database) => {
  let opened: Awaited<ReturnType<typeof openCognitoStorage>>;
  let poolId: string;
  beforeEach(async () => {
    opened = await openCognitoStorage(database);
    poolId = (await opened.addPool()).id;
  });
  afterEach(() => opened.storage.close());

  const addGroups = (...names: string[]) =>
    opened.storage.write(async (tx) => {
      const rest = { description: undefined, precedence: undefined, roleArn: undefined, createdAt: 1, modifiedAt: 1 };
      for (const name of names) await groupStore.insert(tx, { poolId, name, ...rest });
    });
  const add = (groupName: string, sub: string) =>
    opened.storage.write((tx) => memberStore.add(tx, { poolId, groupName, sub }, 1_790_272_690_299));
  const remove = (groupName: string, sub: string) =>
    opened.storage.write((tx) => memberStore.remove(tx, { poolId, groupName, sub }));
  const groupsOf = async (sub: string, after = "", limit = 10) =>
    (await memberStore.listGroups(opened.storage.db, { poolId, sub }, { after, limit })).map(({ name }) => name);
  const usersOf = async (name: string, after = "", limit = 10) =>
    (await memberStore.listUsers(opened.storage.db, { poolId, name }, { after, limit })).map(({ sub }) => sub);
  const rows = () => opened.storage.db.selectFrom("group_members").selectAll().execute();

  test("a user is in a group once, and leaves it once", async () => {
    await addGroups("reader");
    await opened.addUsers("alice");
    expect([await add("reader", "alice"), await add("reader", "alice")]).toEqual([true, false]);
    expect(await usersOf("reader")).toEqual(["alice"]);
    expect([await remove("reader", "alice"), await remove("reader", "alice")]).toEqual([true, false]);
    expect(await usersOf("reader")).toEqual([]);
  });

  test("lists go by group name and by sub, and begin after one", async () => {
    await addGroups("b", "a", "C");
    await opened.addUsers("2", "1", "3");
    for (const sub of ["3", "1", "2"]) await add("a", sub);
    for (const name of ["b", "C"]) await add(name, "1");
    expect(await groupsOf("1")).toEqual(["C", "a", "b"]);
    expect(await groupsOf("1", "C", 1)).toEqual(["a"]);
    expect(await usersOf("a")).toEqual(["1", "2", "3"]);
    expect(await usersOf("a", "1", 1)).toEqual(["2"]);
    expect(await opened.storage.write((tx) => memberStore.countGroups(tx, poolId, "1"))).toBe(3);
  });

  test("a group takes its memberships along, a user too", async () => {
    await addGroups("kept", "gone");
    await opened.addUsers("alice", "bob");
    for (const name of ["kept", "gone"]) for (const sub of ["alice", "bob"]) await add(name, sub);
    expect(await opened.storage.write((tx) => groupStore.remove(tx, poolId, "gone"))).toBe(true);
    expect(await opened.storage.write((tx) => groupStore.remove(tx, poolId, "gone"))).toBe(false);
    await opened.storage.write((tx) => opened.users.remove(tx, poolId, "bob"));
    expect(await rows()).toEqual([expect.objectContaining({ group_name: "kept", sub: "alice" })]);
  });

  test("those of a large group go some at a time, but for a thousand", async () => {
    await addGroups("large", "kept");
    const fill = (group_name: string, count: number) => {
      const members = Array.from({ length: count }, (_, index) => `${1_000_000 + index}`);
      const values = members.map((sub) => ({ pool_id: poolId, group_name, sub, added_at: 1 }));
      return opened.storage.write(({ db }) => db.insertInto("group_members").values(values).execute());
    };
    await fill("large", REMOVED_WITH_A_GROUP + 12);
    await fill("kept", REMOVED_WITH_A_GROUP + 1);
    const some = () => opened.storage.write((tx) => memberStore.removeSurplus(tx, { poolId, name: "large" }, 10));
    expect([await some(), await some(), await some()]).toEqual([10, 2, 0]);
    const left = (await rows()).map(({ group_name }) => group_name);
    expect(left.filter((name) => name === "large")).toHaveLength(REMOVED_WITH_A_GROUP);
    expect(left.filter((name) => name === "kept")).toHaveLength(REMOVED_WITH_A_GROUP + 1);
    const plans = await queryPlans(opened.storage, (tx) => memberStore.removeSurplus(tx, { poolId, name: "kept" }, 10));
    expect(plans).not.toMatch(/seq scan on|scan (?!constant)(?!\w+ using|using|on)/i);
  });

  test("a membership that is made while the group or the user is deleted is not left behind", async () => {
    for (let round = 0; round < 10; round++) {
      await addGroups("vanishing");
      await opened.addUsers("ghost");
      const join = opened.storage.write(async (tx) => {
        if (!(await opened.users.find(tx.db, poolId, "ghost"))) return;
        if (!(await groupStore.find(tx.db, poolId, "vanishing"))) return;
        await memberStore.add(tx, { poolId, groupName: "vanishing", sub: "ghost" }, 1);
      });
      const ofGroup = round % 2 === 0;
      const leave = opened.storage.write((tx) =>
        ofGroup ? groupStore.remove(tx, poolId, "vanishing") : opened.users.remove(tx, poolId, "ghost"),
      );
      await Promise.all([join, leave]);
      expect(await rows()).toEqual([]);
      await opened.storage.write((tx) => groupStore.remove(tx, poolId, "vanishing"));
      await opened.storage.write((tx) => opened.users.remove(tx, poolId, "ghost"));
    }
  });
});
