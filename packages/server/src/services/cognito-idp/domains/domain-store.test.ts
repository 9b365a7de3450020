import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../../test/cognito-idp/cognito-storage.ts";
import { databases } from "../../../../test/databases.ts";
import { createDomainStore, type DomainStore } from "./domain-store.ts";
import type { UserPoolDomain } from "./user-pool-domain.ts";

describe.each(databases)("domains on $name", (database) => {
  let opened: Awaited<ReturnType<typeof openCognitoStorage>>;
  let store: DomainStore;
  let poolId: string;
  beforeEach(async () => {
    opened = await openCognitoStorage(database);
    store = createDomainStore(opened);
    poolId = (await opened.addPool()).id;
  });
  afterEach(() => opened.storage.close());

  const domain = (name: string, more: Partial<UserPoolDomain> = {}): UserPoolDomain => ({
    name,
    kind: "prefix",
    poolId,
    account: "000000000000",
    region: "us-east-1",
    managedLoginVersion: 1,
    custom: undefined,
    version: "20260101000000",
    createdAt: 1,
    ...more,
  });
  const custom = (name: string) =>
    domain(name, {
      kind: "custom",
      custom: { certificateArn: "arn", securityPolicy: "TLS_V1", failover: undefined },
    });
  const insert = (one: UserPoolDomain) => opened.storage.write((tx) => store.insert(tx, one));
  const remove = (name: string, of = poolId) => opened.storage.write((tx) => store.remove(tx, of, name));

  test("domains come back as they went in, by name and by pool, and are changed and removed", async () => {
    expect(await store.find("demo")).toBeUndefined();
    expect(await store.ofPool(poolId)).toEqual({ prefix: undefined, custom: undefined });
    expect([await insert(domain("demo")), await insert(custom("auth.example.com"))]).toEqual([true, true]);
    expect(await store.find("demo")).toEqual(domain("demo"));
    expect(await store.ofPool(poolId)).toEqual({ prefix: domain("demo"), custom: custom("auth.example.com") });
    const change = (of: string) =>
      opened.storage.write((tx) => store.change(tx, of, "demo", (one) => ({ ...one, managedLoginVersion: 2 })));
    expect(await change("us-east-1_other")).toBeUndefined();
    expect(await change(poolId)).toEqual(domain("demo", { managedLoginVersion: 2 }));
    expect((await store.find("demo"))?.managedLoginVersion).toBe(2);
    expect((await store.ofPool(poolId)).prefix?.managedLoginVersion).toBe(2);
    expect([await remove("demo", "us-east-1_other"), await remove("demo"), await remove("demo")]).toEqual([
      false,
      true,
      false,
    ]);
    expect(await store.find("demo")).toBeUndefined();
    expect(await store.ofPool(poolId)).toEqual({ prefix: undefined, custom: custom("auth.example.com") });
  });

  test("a name is taken once, and a pool has one of a kind, also when many come at once", async () => {
    const byName = await Promise.all(
      Array.from({ length: 10 }, (_, index) => insert(domain("race", { poolId: `us-east-1_${index}` }))),
    );
    expect(byName.filter((inserted) => inserted)).toHaveLength(1);
    const ofPool = await Promise.all(Array.from({ length: 10 }, (_, index) => insert(domain(`race-${index}`))));
    expect(ofPool.filter((inserted) => inserted)).toHaveLength(1);
  });

  test("a pool that is removed takes its domains along, from the caches too", async () => {
    await insert(domain("demo"));
    expect([await store.find("demo"), (await store.ofPool(poolId)).prefix?.name]).toEqual([domain("demo"), "demo"]);
    await opened.storage.write((tx) => opened.pools.remove(tx, poolId));
    expect([await store.find("demo"), (await store.ofPool(poolId)).prefix]).toEqual([undefined, undefined]);
  });
});
