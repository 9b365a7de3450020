import { describe, expect, test } from "vitest";
import { anyText } from "../../../../test/any-text.ts";
import { samplePool, sampleUser } from "../../../../test/cognito-idp/sample-records.ts";
import fc from "../../../../test/property.ts";
import { foldName, lookupKeys, signInNamesOf } from "./names.ts";

const insensitive = samplePool({ UsernameConfiguration: { CaseSensitive: false } });
const sensitive = samplePool();

describe("folding", () => {
  test("documented: letter case counts unless the pool says otherwise", () => {
    expect(foldName(sensitive, "Alice@Example.com")).toBe("Alice@Example.com");
    expect(foldName(insensitive, "Alice@Example.com")).toBe("alice@example.com");
  });

  test("assumed: canonically equal spellings are one name", () => {
    expect(foldName(sensitive, "Rene\u0301")).toBe(foldName(sensitive, "Ren\u00e9"));
    expect(foldName(sensitive, "\ufb01n")).not.toBe(foldName(sensitive, "fin"));
  });

  test("a folded name folds to itself", () => {
    fc.assert(
      fc.property(anyText(), fc.constantFrom(sensitive, insensitive), (name, pool) => {
        expect(foldName(pool, foldName(pool, name))).toBe(foldName(pool, name));
      }),
    );
  });

  test("a typed name is looked up under the key that its user holds", () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), (username) => {
        const keys = signInNamesOf(insensitive, sampleUser({ username })).map(({ key }) => key);
        expect(keys).toContain(lookupKeys(insensitive, username)[0]);
      }),
    );
  });
});

describe("the names of a user", () => {
  const aliases = samplePool({ AliasAttributes: ["email", "phone_number", "preferred_username"] });

  test("documented: an alias counts only while it is verified", () => {
    const user = sampleUser({
      attributes: {
        email: "a@example.com",
        email_verified: "false",
        phone_number: "+15555550100",
        phone_number_verified: "true",
      },
    });
    expect(signInNamesOf(aliases, user)).toEqual([
      { key: "alice", kind: "username" },
      { key: "+15555550100", kind: "phone_number" },
    ]);
  });

  test("documented: a preferred name counts once its user is confirmed", () => {
    const attributes = { preferred_username: "ally" };
    expect(signInNamesOf(aliases, sampleUser({ attributes, status: "UNCONFIRMED" }))).toHaveLength(1);
    expect(signInNamesOf(aliases, sampleUser({ attributes }))).toContainEqual({
      key: "ally",
      kind: "preferred_username",
    });
  });

  test("an attribute that is no alias of the pool is no name", () => {
    const attributes = { email: "a@example.com", email_verified: "true" };
    expect(signInNamesOf(samplePool(), sampleUser({ attributes }))).toEqual([{ key: "alice", kind: "username" }]);
  });

  test("documented: an e-mail address that is the user name counts unverified, beside the sub", () => {
    const pool = samplePool({ UsernameAttributes: ["email"] });
    const user = sampleUser({
      username: "64684428-c021-7049-51b0-d218e66ffecd",
      status: "UNCONFIRMED",
      attributes: { email: "a@example.com", email_verified: "false" },
    });
    expect(signInNamesOf(pool, user)).toEqual([
      { key: user.sub, kind: "username" },
      { key: "a@example.com", kind: "email" },
    ]);
  });

  test("holds each key once, so that giving up an alias never gives up the user name", () => {
    const user = sampleUser({ attributes: { preferred_username: "alice" } });
    expect(signInNamesOf(aliases, user)).toEqual([{ key: "alice", kind: "username" }]);
  });
});
