import { describe, expect, test } from "vitest";
import { refusal, sampleClient, samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import type { AttributeType, CreateUserPoolRequest } from "../../../models/cognito-idp/types.ts";
import { writableAttributes } from "../clients/attribute-permissions.ts";
import { newUserAttributes } from "./new-user-attributes.ts";

/** The recorded pool of profile_workflows.json: a required family_name, a mutable and an immutable custom attribute. */
const recorded: Partial<CreateUserPoolRequest> = {
  Schema: [
    { Name: "team", AttributeDataType: "String", Mutable: true },
    { Name: "tenant", AttributeDataType: "String", Mutable: false },
    { Name: "family_name", AttributeDataType: "String", Mutable: true, Required: true },
  ],
};

const list = (attributes: Record<string, string | undefined>): AttributeType[] =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

const signUp = (
  given: Record<string, string | undefined> | AttributeType[],
  { pool = samplePool(), write = undefined as string[] | undefined, implied = {} } = {},
) =>
  newUserAttributes(pool, {
    given: Array.isArray(given) ? given : list(given),
    implied,
    by: {
      kind: "client",
      writable: writableAttributes(sampleClient({ WriteAttributes: write }, { pool }), pool),
    },
  });

const create = (given: Record<string, string | undefined>, pool = samplePool()) =>
  newUserAttributes(pool, { given: list(given), implied: {}, by: { kind: "admin" } });

describe("recorded", () => {
  const pool = samplePool(recorded);

  test("a required attribute that is missing is named by its path", () => {
    expect(refusal(() => signUp({}, { pool }))).toBe(
      "InvalidParameterException: Attributes did not conform to the schema: name.familyName: The attribute name.familyName is required",
    );
  });

  test.each(["email_verified", "phone_number_verified", "sub"])("sign-up may not write %s", (name) => {
    expect(refusal(() => signUp({ [name]: "true" }))).toBe(
      `InvalidParameterException: Cannot modify the non-mutable attribute ${name}`,
    );
  });

  test("sign-up records that an address is not verified", () => {
    expect(signUp({ email: "a@example.com", phone_number: "+15555550100" })).toEqual({
      email: "a@example.com",
      phone_number: "+15555550100",
      email_verified: "false",
      phone_number_verified: "false",
    });
  });

  test("an administrator's user has no flag that was not given", () => {
    expect(create({ email: "a@example.com" })).toEqual({ email: "a@example.com" });
    expect(create({ email: "a@example.com", email_verified: "True" })).toEqual({
      email: "a@example.com",
      email_verified: "true",
    });
  });

  test("immutable attributes are set at sign-up", () => {
    expect(signUp({ family_name: "Example", "custom:tenant": "owned" }, { pool })).toEqual({
      family_name: "Example",
      "custom:tenant": "owned",
    });
  });

  test("of duplicates the last wins, and the others are not looked at", () => {
    const given = [
      { Name: "birthdate", Value: "far too long for a birthdate" },
      { Name: "birthdate", Value: "not-a-date" },
    ];
    expect(signUp(given)).toEqual({ birthdate: "not-a-date" });
  });

  test("an attribute outside WriteAttributes is refused", () => {
    expect(refusal(() => signUp({ nickname: "al" }, { write: ["given_name"] }))).toBe(
      "NotAuthorizedException: A client attempted to write unauthorized attribute",
    );
  });
});

describe("quoted by third parties", () => {
  test("several missing attributes are joined by commas", () => {
    const pool = samplePool({
      Schema: [
        { Name: "name", Required: true },
        { Name: "phone_number", Required: true },
      ],
    });
    expect(refusal(() => signUp({}, { pool }))).toBe(
      "InvalidParameterException: Attributes did not conform to the schema: name.formatted: The attribute name.formatted is required, phoneNumbers: The attribute phoneNumbers is required",
    );
  });

  test("an unknown attribute has no type", () => {
    expect(refusal(() => create({ "custom:role": "x" }))).toBe(
      "InvalidParameterException: Attributes did not conform to the schema: Type for attribute {custom:role} could not be determined",
    );
  });

  test("an empty value is as good as none", () => {
    expect(signUp({ nickname: "" })).toEqual({});
    const pool = samplePool({ Schema: [{ Name: "nickname", Required: true }] });
    expect(refusal(() => signUp({ nickname: "" }, { pool }))).toMatch(/nickName: The attribute nickName is required$/);
  });

  test("an absent value is refused", () => {
    expect(refusal(() => signUp({ picture: undefined }))).toBe(
      "InvalidParameterException: Attribute value for picture must not be null",
    );
  });

  test.each([
    ["email", "nobody", "Invalid email address format."],
    ["phone_number", "555", "Invalid phone number format."],
  ])("a bad %s is refused", (name, value, text) => {
    expect(refusal(() => signUp({ [name]: value }))).toBe(`InvalidParameterException: ${text}`);
  });

  test("a preferred name may not be claimed before confirmation where it is an alias", () => {
    const pool = samplePool({ AliasAttributes: ["preferred_username"] });
    expect(refusal(() => signUp({ preferred_username: "ally" }, { pool }))).toMatch(/unconfirmed account/);
    expect(create({ preferred_username: "ally" }, pool)).toEqual({ preferred_username: "ally" });
    expect(signUp({ preferred_username: "ally" })).toEqual({ preferred_username: "ally" });
  });
});

describe("assumed", () => {
  const typed = samplePool({
    Schema: [
      { Name: "age", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "0", MaxValue: "150" } },
      { Name: "since", AttributeDataType: "DateTime" },
      { Name: "vip", AttributeDataType: "Boolean" },
      { Name: "code", AttributeDataType: "String", StringAttributeConstraints: { MinLength: "2", MaxLength: "4" } },
      { Name: "level", AttributeDataType: "String", DeveloperOnlyAttribute: true },
    ],
  });

  test.each([
    ["custom:age", "151"],
    ["custom:age", "-1"],
    ["custom:age", "twelve"],
    ["custom:age", "0x10"],
    ["custom:age", "1e3"],
    ["custom:since", "yesterday"],
    ["custom:vip", "yes"],
    ["custom:code", "a"],
    ["custom:code", "abcde"],
    ["updated_at", "-5"],
  ])("%s may not be %s", (name, value) => {
    expect(refusal(() => create({ [name]: value }, typed))).toMatch(
      /^InvalidParameterException: Attributes did not conform/,
    );
  });

  test("good values of every type are kept", () => {
    const values = {
      "custom:age": "42",
      "custom:since": "2026-09-24T14:26:37Z",
      "custom:vip": "true",
      "custom:code": "abc",
    };
    expect(create(values, typed)).toEqual(values);
  });

  test("a developer's attribute is the administrator's alone", () => {
    expect(refusal(() => signUp({ "dev:custom:level": "9" }, { pool: typed }))).toMatch(/^NotAuthorizedException/);
    expect(create({ "dev:custom:level": "9" }, typed)).toEqual({ "dev:custom:level": "9" });
  });

  test("the address that is the user name becomes an attribute, and may not differ from one given", () => {
    const pool = samplePool({ UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } });
    const implied = { email: "a@example.com" };
    expect(signUp({}, { pool, implied })).toEqual({ email: "a@example.com", email_verified: "false" });
    expect(signUp({ email: "A@example.com" }, { pool, implied }).email).toBe("A@example.com");
    expect(refusal(() => signUp({ email: "b@example.com" }, { pool, implied }))).toMatch(/^InvalidParameterException/);
  });

  test("an address cannot be verified that is not there", () => {
    expect(refusal(() => create({ email_verified: "true" }))).toMatch(/^InvalidParameterException/);
  });

  test.each(["__proto__", "constructor", "toString"])("%s is an attribute nobody knows", (name) => {
    expect(
      refusal(() =>
        newUserAttributes(samplePool(), { given: [{ Name: name, Value: "x" }], implied: {}, by: { kind: "admin" } }),
      ),
    ).toMatch(/could not be determined$/);
  });
});
