import {
  AdminDeleteUserCommand,
  AdminUpdateUserAttributesCommand,
  ListUsersCommand,
  type ListUsersCommandInput,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { list, type ManagedPool, manageNewPool, record } from "../../../../test/cognito-idp/managed-pool.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import fc from "../../../../test/property.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

type Request = Omit<ListUsersCommandInput, "UserPoolId">;

let server: Poolhouse;
/** Six users of many kinds; no test changes them. */
let pool: ManagedPool;

const ask = (request: Request, of = pool) => of.sdk.send(new ListUsersCommand({ UserPoolId: of.poolId, ...request }));
const namesOf = (users: readonly UserType[] = []) => users.map(({ Username }) => present(Username));
const find = async (Filter: string, of = pool) => namesOf((await ask({ Filter }, of)).Users).sort();

/** Every page from a token on; `between` runs after each. */
async function pages(
  request: Request,
  { of = pool, between = async () => {} }: { of?: ManagedPool; between?: () => Promise<void> } = {},
): Promise<string[][]> {
  const { Users, PaginationToken } = await ask(request, of);
  await between();
  const names = namesOf(Users);
  if (PaginationToken === undefined) return [names];
  return [names, ...(await pages({ ...request, PaginationToken }, { of, between }))];
}

const people: Record<string, Record<string, string>> = {
  alice: { email: "alice@example.com", email_verified: "true", given_name: "Alice", family_name: "Quote \"'\\" },
  alina: { email: "alina@example.com", given_name: "Alina", phone_number: "+15555550101", "custom:team": "blue" },
  Alfred: { email: "ALFRED@example.com", name: "100%_\u{1f642}", preferred_username: "fred" },
  bob: { name: "100% Bob" },
  名前: { name: "\u{10ffff}", given_name: "e\u0301" },
  zoe: {},
};

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, {
    pool: { Schema: [{ Name: "team", AttributeDataType: "String", Mutable: true }] },
  });
  for (const [name, attributes] of Object.entries(people))
    await pool.create(name, { UserAttributes: list(attributes) });
  await pool.addReady("carol", { given_name: "Carol" });
  await pool.disable("bob");
});
afterAll(() => server.close());

const everyone = [...Object.keys(people), "carol"].sort();

test("an empty pool has an empty list and no token", async () => {
  const { poolId } = await manageNewPool(server);
  expect(await rawCall(server, "ListUsers", { UserPoolId: poolId })).toEqual({ status: 200, body: '{"Users":[]}' });
});

test("a user is listed with these members, attributes under Attributes (recorded)", async () => {
  const { body } = await rawCall(server, "ListUsers", { UserPoolId: pool.poolId, Filter: 'username = "bob"' });
  expect(JSON.parse(body)).toEqual({
    Users: [
      {
        Attributes: [
          { Name: "name", Value: "100% Bob" },
          { Name: "sub", Value: expect.any(String) },
        ],
        Enabled: false,
        UserCreateDate: expect.any(Number),
        UserLastModifiedDate: expect.any(Number),
        UserStatus: "FORCE_CHANGE_PASSWORD",
        Username: "bob",
      },
    ],
  });
});

describe("filters", () => {
  test.each([
    ['username = "alice"', ["alice"]],
    ['username ^= "al"', ["alice", "alina"]],
    ['username ^= "名"', ["名前"]],
    ['email = "alice@example.com"', ["alice"]],
    ['email ^= "ali"', ["alice", "alina"]],
    ['phone_number ^= "+1555"', ["alina"]],
    ['name ^= "100%"', ["Alfred", "bob"]],
    ['name ^= "100%_"', ["Alfred"]],
    ['name ^= "\u{10ffff}"', ["名前"]],
    ['given_name ^= "Al"', ["alice", "alina"]],
    ['preferred_username = "fred"', ["Alfred"]],
    [String.raw`family_name = "Quote \"'\\"`, ["alice"]],
    ['status = "Disabled"', ["bob"]],
    ['cognito:user_status = "CONFIRMED"', ["carol"]],
    ['cognito:user_status ^= "conf"', ["carol"]],
    ['"email" = "alice@example.com"', ["alice"]],
    ['  email="alice@example.com"  ', ["alice"]],
  ])("%s finds %j (documented)", async (filter, names) => {
    expect(await find(filter)).toEqual(names);
  });

  test.each([
    'username = "ALICE"',
    'username = "ali"',
    'email = "alfred@example.com"',
    'status = "disabled"',
    'name ^= "%"',
    'name ^= "_"',
    'username = ""',
    'given_name = "\u00e9"',
  ])("%s finds nobody (documented for username and status, assumed for the others)", async (filter) => {
    expect(await find(filter)).toEqual([]);
  });

  test("a sub finds its user, by its beginning too (documented)", async () => {
    const { sub } = await pool.attributesOf("alina");
    expect(await find(`sub = "${sub}"`)).toEqual(["alina"]);
    expect(await find(`sub ^= "${sub?.slice(0, 13)}"`)).toEqual(["alina"]);
  });

  test("an empty prefix finds whoever has the attribute (assumed)", async () => {
    expect(await find('name ^= ""')).toEqual(["Alfred", "bob", "名前"]);
  });

  test.each(["", "  "])("a filter of %j finds everyone (documented)", async (filter) => {
    expect(await find(filter)).toEqual(everyone);
  });

  test("what cannot be read is refused (quoted)", async () => {
    for (const filter of ["foo", "email = alice", 'email = "a" and name = "b"', 'email like "a"', "username="]) {
      expect(await refusedCall(ask({ Filter: filter }))).toBe("InvalidParameterException: Error while parsing filter.");
    }
  });

  test("attributes that cannot be searched are refused (assumed text)", async () => {
    for (const name of ["custom:team", "nickname", "password", "__proto__"]) {
      expect(await refusedCall(ask({ Filter: `${name} = "x"` }))).toBe(
        `InvalidParameterException: Invalid search attribute: ${name}`,
      );
    }
  });

  test("no filter is a way into the database", async () => {
    for (const value of ["' OR '1'='1", "x' --", "'; DELETE FROM users; --", '\\" OR 1=1']) {
      expect(await find(`username = "${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`)).toEqual([]);
    }
    expect(await find("")).toEqual(everyone);
  });

  test("a filter of 256 characters is the longest (documented)", async () => {
    const filter = `name = "${"x".repeat(248)}"`;
    expect(filter.length).toBe(257);
    expect(await refusedCall(ask({ Filter: filter }))).toMatch(/^InvalidParameterException: 1 validation error/);
    expect(await find(filter.replace("x", ""))).toEqual([]);
  });

  test("a value that is longer than a filter is found by its beginning", async () => {
    const of = await manageNewPool(server);
    const name = "n".repeat(2048);
    await of.create("long", { UserAttributes: list({ name }) });
    expect(await find(`name ^= "${"n".repeat(240)}"`, of)).toEqual(["long"]);
    expect(await find(`name = "${"n".repeat(240)}"`, of)).toEqual([]);
  });
});

test("what changes is found under its new value at once, and under the old one no more", async () => {
  const of = await manageNewPool(server);
  await of.create("changing", { UserAttributes: list({ email: "old@example.com" }) });
  const UserAttributes = list({ email: "new@example.com" });
  await of.sdk.send(new AdminUpdateUserAttributesCommand({ ...of.named("changing"), UserAttributes }));
  expect(await find('email = "old@example.com"', of)).toEqual([]);
  expect(await find('email = "new@example.com"', of)).toEqual(["changing"]);
  await of.disable("changing");
  expect(await find('status = "Enabled"', of)).toEqual([]);
  await of.sdk.send(new AdminDeleteUserCommand(of.named("changing")));
  expect(await find('email = "new@example.com"', of)).toEqual([]);
});

describe("AttributesToGet", () => {
  test("leaves out all others (documented)", async () => {
    const { Users } = await ask({ AttributesToGet: ["email", "custom:team", "sub"], Filter: 'username = "alina"' });
    expect(Object.keys(record(Users?.[0]?.Attributes)).sort()).toEqual(["custom:team", "email", "sub"]);
  });

  test("of an attribute that a user lacks shows none (assumed; AWS documents an error)", async () => {
    const { Users } = await ask({ AttributesToGet: ["email"], Filter: 'username = "zoe"' });
    expect(Users?.[0]?.Attributes).toEqual([]);
  });

  test("of nothing shows nothing (observed: aws-sdk-js issues 2203 and 2570)", async () => {
    const { Users } = await ask({ AttributesToGet: [], Filter: 'username = "bob"' });
    expect(Users).toMatchObject([{ Username: "bob", Attributes: [] }]);
  });

  test("of an unknown attribute is refused (quoted)", async () => {
    expect(await refusedCall(ask({ AttributesToGet: ["email", "custom:unknown"] }))).toBe(
      "InvalidParameterException: One or more requested attributes do not exist.",
    );
  });
});

describe("pages", () => {
  test("everyone comes once, whatever the size of the pages and the filter", async () => {
    for (const Filter of [undefined, 'username ^= ""', 'status = "Enabled"', 'given_name ^= ""', 'name ^= "100%"']) {
      const whole = namesOf((await ask({ Filter })).Users);
      for (const Limit of [1, 2, 3, 60]) {
        const found = await pages({ Filter, Limit });
        expect(found.flat()).toEqual(whole);
        expect(found.length).toBe(Math.max(1, Math.ceil(whole.length / Limit)));
      }
    }
  });

  test("a page has 60 users unless fewer are asked for; 0 asks for none in particular (documented; 0 assumed)", async () => {
    const of = await manageNewPool(server);
    await Promise.all(Array.from({ length: 61 }, (_, count) => of.create(`user-${count}`)));
    for (const Limit of [undefined, 0, 60]) {
      const found = await pages({ Limit }, { of });
      expect(found.map(({ length }) => length)).toEqual([60, 1]);
    }
  });

  test.each([-1, 61])("a Limit of %s is refused (documented)", async (Limit) => {
    expect(await refusedCall(ask({ Limit }))).toMatch(
      new RegExp(`^InvalidParameterException: 1 validation error detected: Value '${Limit}' at 'limit' failed`),
    );
  });

  test.each([
    [undefined],
    ['username ^= "stays"'],
    ['name = "same"'],
    ['name ^= "sa"'],
    ['status = "Enabled"'],
    ['cognito:user_status ^= "FORCE"'],
  ])("who stays is neither lost nor repeated while others come and go, filtered by %s", async (Filter) => {
    const of = await manageNewPool(server);
    const attributes = { UserAttributes: list({ name: "same" }) };
    const staying = Array.from({ length: 6 }, (_, index) => `stays-${index}`);
    const going = Array.from({ length: 6 }, (_, index) => `goes-${index}`);
    for (const name of [...staying, ...going]) await of.create(name, attributes);
    let turn = 0;
    const between = async () => {
      const name = going[turn];
      if (name) await of.sdk.send(new AdminDeleteUserCommand(of.named(name)));
      await of.create(`comes-${turn}`, attributes);
      turn += 1;
    };
    const seen = (await pages({ Filter, Limit: 2 }, { of, between })).flat();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((name) => name.startsWith("stays")).sort()).toEqual([...staying].sort());
  });

  test("a page goes on after the user where it ended, though that user is gone", async () => {
    const of = await manageNewPool(server);
    for (const name of ["a", "b", "c", "d"]) await of.create(name);
    const { Users, PaginationToken } = await ask({ Limit: 2 }, of);
    for (const name of namesOf(Users)) await of.sdk.send(new AdminDeleteUserCommand(of.named(name)));
    const rest = namesOf((await ask({ PaginationToken }, of)).Users);
    expect([...namesOf(Users), ...rest].sort()).toEqual(["a", "b", "c", "d"]);
  });

  test("a token is for its pool and filter alone; another Limit will do (assumed text)", async () => {
    const other = await manageNewPool(server);
    const { PaginationToken } = await ask({ Limit: 1, Filter: 'status = "Enabled"' });
    const invalid = "InvalidParameterException: Invalid pagination token";
    const wrong: [Request, ManagedPool][] = [
      [{ PaginationToken }, pool],
      [{ PaginationToken, Filter: 'status ^= "Enabled"' }, pool],
      [{ PaginationToken, Filter: 'status = "Disabled"' }, pool],
      [{ PaginationToken, Filter: 'status = "Enabled"' }, other],
    ];
    for (const [request, of] of wrong) expect(await refusedCall(ask(request, of))).toBe(invalid);
    const altered = String(PaginationToken).replace(/.(?=.{8}$)/, (one) => (one === "A" ? "B" : "A"));
    for (const garbage of ["x", "v1.x.y.z", altered, String(PaginationToken).toLowerCase()]) {
      expect(await refusedCall(ask({ PaginationToken: garbage, Filter: 'status = "Enabled"' }))).toBe(invalid);
    }
    expect((await ask({ PaginationToken, Filter: 'status="Enabled"', Limit: 2 })).Users?.length).toBe(2);
    expect(await refusedCall(ask({ PaginationToken: "" }))).toMatch(/^InvalidParameterException: .*validation error/);
  });

  test("a token tells nothing of the pool's users", async () => {
    const { PaginationToken } = await ask({ Limit: 1, Filter: 'username ^= "al"' });
    const told = Buffer.from(String(PaginationToken).split(".").at(-1) ?? "", "base64url").toString("latin1");
    expect(`${PaginationToken}${told}`).not.toMatch(/al(ice|ina)/);
  });
});

test("whatever the values and the filter, who is found is who has it", async () => {
  const of = await manageNewPool(server);
  const letter = fc.constantFrom(
    "a",
    "A",
    "\u00e9",
    "%",
    "_",
    "\\",
    '"',
    "\ud7ff",
    "\ue000",
    "\u{10ffff}",
    "\u{1f642}",
  );
  const value = fc.string({ unit: letter, minLength: 1, maxLength: 4 });
  const values = fc.sample(value, 30);
  for (const [index, name] of values.entries()) await of.create(`u${index}`, { UserAttributes: list({ name }) });
  await fc.assert(
    fc.asyncProperty(fc.oneof(value, fc.constantFrom(...values)), fc.boolean(), async (wanted, prefix) => {
      const quoted = wanted.replaceAll(/["\\]/g, String.raw`\$&`);
      const expected = values.flatMap((name, index) =>
        (prefix ? name.startsWith(wanted) : name === wanted) ? [`u${index}`] : [],
      );
      const found = await pages({ Filter: `name ${prefix ? "^=" : "="} "${quoted}"`, Limit: 7 }, { of });
      expect(found.flat().sort()).toEqual(expected.sort());
    }),
    { numRuns: 60 },
  );
});

test("keeps to its pool", async () => {
  await expectPoolBoundaries(server, "ListUsers", pool.poolId, (client, UserPoolId) =>
    client.send(new ListUsersCommand({ UserPoolId })),
  );
});
