import { describe, expect, test } from "vitest";
import { refusal, sampleClient, samplePool, sampleUser } from "../../../../test/cognito-idp/sample-records.ts";
import fc from "../../../../test/property.ts";
import type { AttributeType, CreateUserPoolRequest } from "../../../models/cognito-idp/types.ts";
import { writableAttributes } from "../clients/attribute-permissions.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { changedAttributes } from "./changed-attributes.ts";
import type { User } from "./user.ts";

const recorded: Partial<CreateUserPoolRequest> = {
  Schema: [
    { Name: "team", AttributeDataType: "String", Mutable: true },
    { Name: "tenant", AttributeDataType: "String", Mutable: false },
    { Name: "family_name", AttributeDataType: "String", Mutable: true, Required: true },
  ],
};
const pool = samplePool(recorded);
const verified = { email: "old@example.com", email_verified: "true", family_name: "Example" };

const list = (attributes: Record<string, string | undefined>): AttributeType[] =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

interface Circumstances {
  pool?: UserPool;
  user?: Partial<User>;
  write?: string[];
}

const bySelf = (
  given: Record<string, string | undefined>,
  { pool: at = pool, user = { attributes: verified }, write }: Circumstances = {},
) =>
  changedAttributes(at, sampleUser(user), {
    given: list(given),
    by: {
      kind: "client",
      writable: writableAttributes(sampleClient({ WriteAttributes: write }, { pool: at }), at),
    },
  });

const byAdmin = (
  given: Record<string, string | undefined>,
  { pool: at = pool, user = { attributes: verified } }: Circumstances = {},
) => changedAttributes(at, sampleUser(user), { given: list(given), by: { kind: "admin" } });

describe("recorded", () => {
  test.each([
    [
      { "custom:unknown": "x" },
      "InvalidParameterException: user.custom:unknown: Attribute does not exist in the schema.\n",
    ],
    [{ "custom:tenant": "x" }, "InvalidParameterException: user.custom:tenant: Attribute cannot be updated.\n"],
    [{ email_verified: "true" }, "InvalidParameterException: Cannot modify the non-mutable attribute email_verified"],
    [{ sub: "x" }, "InvalidParameterException: Cannot modify the non-mutable attribute sub"],
  ])("a user may not set %o", (given, text) => {
    expect(refusal(() => bySelf(given))).toBe(text);
  });

  test("a value too long is refused, to an administrator too", () => {
    expect(refusal(() => byAdmin({ birthdate: "not a birth date" }))).toBe(
      "InvalidParameterException: user.birthdate: String must be no longer than 10 characters\n",
    );
  });

  test("an attribute outside WriteAttributes is refused", () => {
    expect(refusal(() => bySelf({ nickname: "al" }, { write: ["family_name"] }))).toBe(
      "NotAuthorizedException: A client attempted to write unauthorized attribute",
    );
  });

  test("another e-mail address is not verified", () => {
    const { attributes, toVerify } = bySelf({ email: "new@example.com" });
    expect(attributes).toMatchObject({ email: "new@example.com", email_verified: "false" });
    expect(toVerify).toEqual(["email"]);
  });

  test("an empty value removes an optional attribute, and with an address its flag", () => {
    expect(bySelf({ email: "", nickname: "" }).attributes).toEqual({ family_name: "Example" });
  });

  test("a batch with one bad entry changes nothing", () => {
    const user = sampleUser({ attributes: { ...verified } });
    expect(() =>
      changedAttributes(pool, user, {
        given: list({ nickname: "al", "custom:unknown": "x" }),
        by: { kind: "admin" },
      }),
    ).toThrow();
    expect(user.attributes).toEqual(verified);
  });
});

describe("documented", () => {
  test("an administrator may verify in the same call, in either order", () => {
    for (const given of [
      { email: "new@example.com", email_verified: "true" },
      { email_verified: "true", email: "new@example.com" },
    ]) {
      const { attributes, toVerify } = byAdmin(given);
      expect(attributes).toMatchObject({ email: "new@example.com", email_verified: "true" });
      expect(toVerify).toEqual([]);
    }
  });

  describe("where the pool asks for verification before the update", () => {
    const waiting = samplePool({
      AutoVerifiedAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    });

    test("the old address stays, verified, while the new one waits", () => {
      expect(bySelf({ email: "new@example.com" }, { pool: waiting })).toEqual({
        attributes: verified,
        pendingAttributes: { email: "new@example.com" },
        toVerify: ["email"],
      });
    });

    test("an administrator's word ends the waiting", () => {
      const user = { attributes: verified, pendingAttributes: { email: "new@example.com" } };
      const changed = byAdmin({ email: "new@example.com", email_verified: "true" }, { pool: waiting, user });
      expect(changed).toEqual({
        attributes: { ...verified, email: "new@example.com" },
        pendingAttributes: {},
        toVerify: [],
      });
    });

    test("assumed: a flag given with an address that waits does not touch the old one's", () => {
      const { attributes } = byAdmin({ email: "new@example.com", email_verified: "false" }, { pool: waiting });
      expect(attributes).toEqual(verified);
    });

    test("assumed: a first address does not wait", () => {
      const { attributes, pendingAttributes } = bySelf({ email: "a@example.com" }, { pool: waiting, user: {} });
      expect(attributes).toEqual({ email: "a@example.com", email_verified: "false" });
      expect(pendingAttributes).toEqual({});
    });

    test("assumed: the old address given again takes the waiting one back", () => {
      const user = { attributes: verified, pendingAttributes: { email: "new@example.com" } };
      expect(bySelf({ email: "old@example.com" }, { pool: waiting, user })).toEqual({
        attributes: verified,
        pendingAttributes: {},
        toVerify: [],
      });
    });
  });
});

describe("assumed", () => {
  test("the same address given again keeps its flag", () => {
    expect(bySelf({ email: "old@example.com" })).toEqual({ attributes: verified, pendingAttributes: {}, toVerify: [] });
  });

  test("a required attribute cannot be emptied", () => {
    expect(refusal(() => bySelf({ family_name: "" }))).toMatch(/name.familyName is required/);
  });

  test("an unconfirmed user gets no preferred name where it is an alias", () => {
    const aliases = samplePool({ AliasAttributes: ["preferred_username"] });
    const user: Partial<User> = { status: "UNCONFIRMED" };
    expect(refusal(() => byAdmin({ preferred_username: "ally" }, { pool: aliases, user }))).toMatch(/unconfirmed/);
  });
});

test("whatever a user sends, no address becomes verified, and nothing outside WriteAttributes changes", () => {
  const name = fc.constantFrom(
    "email",
    "email_verified",
    "phone_number",
    "phone_number_verified",
    "nickname",
    "custom:team",
    "custom:tenant",
    "sub",
    "identities",
    "preferred_username",
  );
  const value = fc.constantFrom(
    "old@example.com",
    "new@example.com",
    "+15555550100",
    "true",
    "false",
    "",
    "x",
    undefined,
  );
  const pools = [
    pool,
    samplePool({
      ...recorded,
      AutoVerifiedAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    }),
  ];
  fc.assert(
    fc.property(
      fc.array(fc.record({ Name: name, Value: value }), { maxLength: 6 }),
      fc.constantFrom(...pools),
      fc.constantFrom<Record<string, string>>({ ...verified }, { ...verified, email_verified: "false" }, {}),
      (given, at, attributes) => {
        const user = sampleUser({ attributes: { ...attributes, "custom:tenant": "owned" } });
        const writable = new Set(["email", "phone_number", "family_name", "custom:team"]);
        try {
          const after = changedAttributes(at, user, { given, by: { kind: "client", writable } }).attributes;
          for (const address of ["email", "phone_number"]) {
            if (after[`${address}_verified`] !== "true") continue;
            expect(after[address]).toBe(user.attributes[address]);
            expect(user.attributes[`${address}_verified`]).toBe("true");
          }
          for (const kept of ["custom:tenant", "nickname", "preferred_username", "sub", "identities"]) {
            expect(after[kept]).toBe(user.attributes[kept]);
          }
        } catch (error) {
          expect(error).toHaveProperty("code", expect.stringMatching(/^(InvalidParameter|NotAuthorized)Exception$/));
        }
      },
    ),
    { numRuns: 1000 },
  );
});
