import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../../test/cognito-idp/cognito-storage.ts";
import { databases } from "../../../../test/databases.ts";
import { familyStore } from "../tokens/family-store.ts";
import type { AuthorizationCode } from "./authorization-code.ts";
import { authorizationCodeStore } from "./authorization-code-store.ts";

describe.each(databases)("authorization codes on $name", (database) => {
  let opened: Awaited<ReturnType<typeof openCognitoStorage>>;
  let poolId: string;
  beforeEach(async () => {
    opened = await openCognitoStorage(database);
    poolId = (await opened.addPool()).id;
  });
  afterEach(() => opened.storage.close());

  const record = (more: Partial<AuthorizationCode> = {}): AuthorizationCode => ({
    poolId,
    clientId: "client",
    sub: "ann",
    redirectUri: "https://app.example.com/callback",
    scopes: ["openid", "weather/read"],
    nonce: undefined,
    codeChallenge: undefined,
    resource: undefined,
    authTime: 1_790_270_885,
    loginSessionId: "session",
    createdAt: 1,
    expiresAt: 300_001,
    ...more,
  });
  const insert = async (more?: Partial<AuthorizationCode>) => {
    const code = randomUUID();
    await opened.storage.write((tx) => authorizationCodeStore.insert(tx, code, record(more)));
    return code;
  };
  const find = (code: string) => authorizationCodeStore.find(opened.storage.db, code);
  const redeem = (code: string, originJti: string) =>
    opened.storage.write((tx) => authorizationCodeStore.redeem(tx, code, originJti));

  test("a code comes back as it went in, with and without what is optional", async () => {
    const optional = { nonce: "n ö", codeChallenge: "c", resource: "https://api.example.com" };
    expect(await find(await insert())).toEqual({ ...record(), originJti: undefined });
    expect(await find(await insert(optional))).toEqual({ ...record(optional), originJti: undefined });
    expect(await find("nosuch")).toBeUndefined();
  });

  test("the code itself is nowhere in its row", async () => {
    const code = await insert();
    const rows = await opened.storage.db.selectFrom("authorization_codes").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test("of twenty that redeem it at once one does, and its sign-in is on record", async () => {
    const code = await insert();
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => redeem(code, `sign-in ${index}`)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect((await find(code))?.originJti).toBe(`sign-in ${outcomes.indexOf(true)}`);
  });

  test("nobody redeems a code that is not there", async () => {
    expect(await redeem("nosuch", "sign-in")).toBe(false);
  });

  test("a pool that is gone takes its codes along, and takes no new ones", async () => {
    const code = await insert();
    await opened.storage.write((tx) => opened.pools.remove(tx, poolId));
    expect(await find(code)).toBeUndefined();
    await expect(insert()).rejects.toThrow();
  });

  test("signing a user out ends the user's codes, and no other's", async () => {
    const [ann, bob] = [await insert(), await insert({ sub: "bob" })];
    await opened.storage.write((tx) => familyStore.revokeUser(tx, poolId, "ann", 2));
    expect([await find(ann), (await find(bob))?.sub]).toEqual([undefined, "bob"]);
  });

  test("what has expired is deleted when its time is up", async () => {
    const [early, late] = [await insert({ expiresAt: 10 }), await insert({ expiresAt: 20 })];
    await opened.storage.write((tx) => authorizationCodeStore.purge(tx, 20, 500));
    expect([await find(early), (await find(late))?.sub]).toEqual([undefined, "ann"]);
  });
});
