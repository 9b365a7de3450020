import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../../test/cognito-idp/cognito-storage.ts";
import { databases } from "../../../../test/databases.ts";
import { customScopesOf } from "./custom-scopes.ts";
import type { ResourceServer } from "./resource-server.ts";
import { resourceServerStore } from "./resource-server-store.ts";

describe.each(databases)("resource servers on $name", (database) => {
  let opened: Awaited<ReturnType<typeof openCognitoStorage>>;
  let poolId: string;
  beforeEach(async () => {
    opened = await openCognitoStorage(database);
    poolId = (await opened.addPool()).id;
  });
  afterEach(() => opened.storage.close());

  const server = (identifier: string, more: Partial<ResourceServer> = {}): ResourceServer => ({
    poolId,
    identifier,
    name: "Weather",
    scopes: [{ name: "read", description: "Read forecasts" }],
    ...more,
  });
  const insert = (one: ResourceServer) => opened.storage.write((tx) => resourceServerStore.insert(tx, one));
  const find = (identifier: string) => resourceServerStore.find(opened.storage.db, poolId, identifier);

  test("a resource server comes back as it went in, and is changed and removed", async () => {
    expect(await insert(server("weather"))).toBe(true);
    expect(await find("weather")).toEqual(server("weather"));
    const changed = server("weather", { name: "Happy", scopes: [] });
    expect(await opened.storage.write((tx) => resourceServerStore.update(tx, changed))).toBe(true);
    expect(await find("weather")).toEqual(changed);
    const remove = () => opened.storage.write((tx) => resourceServerStore.remove(tx, poolId, "weather"));
    expect([await remove(), await remove()]).toEqual([true, false]);
    expect(await find("weather")).toBeUndefined();
    expect(await opened.storage.write((tx) => resourceServerStore.update(tx, changed))).toBe(false);
  });

  test("an identifier is taken once in a pool, also by twenty at once", async () => {
    const attempts = await Promise.all(Array.from({ length: 20 }, () => insert(server("race"))));
    expect(attempts.filter((inserted) => inserted).length).toBe(1);
    expect(await insert(server("race", { poolId: "us-east-1_other" }))).toBe(true);
    expect(await opened.storage.write((tx) => resourceServerStore.count(tx, poolId))).toBe(1);
  });

  test("lists go by code point and begin after an identifier", async () => {
    for (const identifier of ["b", "A", "a/b", "a"]) await insert(server(identifier));
    const list = async (after: string, limit: number) =>
      (await resourceServerStore.list(opened.storage.db, poolId, { after, limit })).map((one) => one.identifier);
    expect(await list("", 10)).toEqual(["A", "a", "a/b", "b"]);
    expect(await list("a", 1)).toEqual(["a/b"]);
  });

  test("scopes are named by identifier and name, of this pool only", async () => {
    await insert(
      server("https://a.example", {
        scopes: [
          { name: "x", description: "" },
          { name: "y", description: "" },
        ],
      }),
    );
    await insert(server("plain", { scopes: [] }));
    await insert(server("theirs", { poolId: "us-east-1_other" }));
    expect(await customScopesOf(opened.storage.db, poolId)).toEqual(
      new Set(["https://a.example/x", "https://a.example/y"]),
    );
  });
});
