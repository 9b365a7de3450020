import { describe, expect, test } from "vitest";
import { onTheWire, refusal } from "../../../../test/cognito-idp/sample-records.ts";
import { attributeToWire } from "./pool-wire.ts";
import { addCustomAttributes, buildSchema } from "./schema.ts";
import { inDescribeOrder } from "./standard-attributes.ts";

const text = (Name: string) => ({ Name, AttributeDataType: "String" as const });
const named = (name: string, schema = buildSchema()) => {
  const definition = schema.find((one) => one.name === name);
  if (!definition) throw new Error(`no attribute ${name}`);
  return onTheWire(attributeToWire(definition));
};

describe("recorded", () => {
  test("the standard attributes in the order of CreateUserPool", () => {
    expect(buildSchema().map(({ name }) => name)).toEqual(
      (
        "sub name given_name family_name middle_name nickname preferred_username profile picture website email email_verified " +
        "gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at"
      ).split(" "),
    );
  });

  test("the order of DescribeUserPool, with identities, custom attributes in its midst", () => {
    const schema = buildSchema([text("team"), { ...text("tenant"), DeveloperOnlyAttribute: true }]);
    expect(inDescribeOrder(schema).map(({ name }) => name)).toEqual(
      (
        "profile address birthdate gender preferred_username updated_at website picture identities sub email_verified " +
        "phone_number_verified phone_number zoneinfo custom:team dev:custom:tenant locale email given_name family_name middle_name name nickname"
      ).split(" "),
    );
  });

  test("constraints are strings, and absent where the type has none", () => {
    const plain = { AttributeDataType: "String", DeveloperOnlyAttribute: false, Mutable: true, Required: false };
    expect(named("sub")).toEqual({
      ...plain,
      Name: "sub",
      Mutable: false,
      Required: true,
      StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
    });
    expect(named("birthdate")).toEqual({
      ...plain,
      Name: "birthdate",
      StringAttributeConstraints: { MinLength: "10", MaxLength: "10" },
    });
    expect(named("email_verified")).toEqual({ ...plain, AttributeDataType: "Boolean", Name: "email_verified" });
    expect(named("updated_at")).toEqual({
      ...plain,
      AttributeDataType: "Number",
      Name: "updated_at",
      NumberAttributeConstraints: { MinValue: "0" },
    });
  });

  test("a custom text without constraints shows empty ones", () => {
    const schema = buildSchema([{ Name: "team", AttributeDataType: "String", Mutable: true }]);
    expect(named("custom:team", schema)).toEqual({
      Name: "custom:team",
      AttributeDataType: "String",
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      StringAttributeConstraints: {},
    });
  });

  test("a standard attribute can be made required and keeps its bounds", () => {
    expect(named("family_name", buildSchema([{ Name: "family_name", Mutable: true, Required: true }]))).toMatchObject({
      Required: true,
      StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
    });
  });

  test.each([
    [{ ...text("x"), Required: true }, "Required custom attributes are not supported currently."],
    [
      { Name: "email", AttributeDataType: "Number" as const },
      "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
    ],
    [
      { Name: "email", DeveloperOnlyAttribute: true },
      "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
    ],
    [
      { ...text("level"), StringAttributeConstraints: { MinLength: "6", MaxLength: "5" } },
      "Attribute custom:level cannot have a max length shorter than it's min length",
    ],
    [
      {
        Name: "n2",
        AttributeDataType: "Number" as const,
        NumberAttributeConstraints: { MinValue: "2", MaxValue: "1" },
      },
      "Attribute custom:n2 cannot have a max value smaller than it's min value",
    ],
  ])("measured at AWS: %o is refused", (entry, text) => {
    expect(refusal(() => buildSchema([entry]))).toBe(`InvalidParameterException: ${text}`);
  });

  test("measured at AWS: one name twice is refused", () => {
    expect(refusal(() => buildSchema([text("dept"), text("dept")]))).toBe(
      "InvalidParameterException: Duplicate custom attribute names custom:dept are not allowed in a user pool schema.",
    );
  });
});

describe("documented", () => {
  test("with only a maximum there is only a maximum", () => {
    const schema = buildSchema([{ ...text("idtoken"), StringAttributeConstraints: { MaxLength: "2048" } }]);
    expect(named("custom:idtoken", schema)).toMatchObject({ StringAttributeConstraints: { MaxLength: "2048" } });
  });

  test("a pool has at most fifty custom attributes", () => {
    const fifty = Array.from({ length: 50 }, (_, index) => text(`c${index}`));
    const schema = buildSchema(fifty);
    expect(schema).toHaveLength(70);
    expect(refusal(() => addCustomAttributes(schema, [text("more")]))).toMatch(/50 custom attributes/);
  });
});

test("quoted by other implementations: an added attribute must be new", () => {
  const schema = addCustomAttributes(buildSchema(), [{ Name: "x", AttributeDataType: "Number" }]);
  expect(named("custom:x", schema)).toMatchObject({ AttributeDataType: "Number", NumberAttributeConstraints: {} });
  expect(refusal(() => addCustomAttributes(schema, [text("x")]))).toBe(
    "InvalidParameterException: custom:x: Existing attribute already has name custom:x.",
  );
  expect(refusal(() => addCustomAttributes(schema, [text("y"), text("y")]))).toMatch(/custom:y/);
});

test("quoted by another implementation: a custom attribute of a new pool says its type, a standard one need not", () => {
  expect(buildSchema([{ Name: "email", Required: true }])).toHaveLength(20);
  expect(refusal(() => buildSchema([{ Name: "team" }]))).toBe(
    "InvalidParameterException: Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
  );
});

test("quoted by another implementation: bounds that are none, or longer than any value", () => {
  const length = (MaxLength: string) => ({ Name: "email", StringAttributeConstraints: { MaxLength } });
  expect(refusal(() => buildSchema([length("ten")]))).toBe(
    "InvalidParameterException: Invalid StringAttributeConstraints for schema attribute email",
  );
  expect(refusal(() => buildSchema([length("2049")]))).toBe(
    "InvalidParameterException: user.email: String attributes cannot have a length of more than 2048",
  );
  expect(refusal(() => buildSchema([{ Name: "updated_at", NumberAttributeConstraints: { MinValue: "ten" } }]))).toBe(
    "InvalidParameterException: Invalid NumberAttributeConstraints for schema attribute updated_at",
  );
});

describe("assumed", () => {
  test("a description given back as a schema is the same schema", () => {
    const described = inDescribeOrder(buildSchema()).map(attributeToWire);
    expect(buildSchema(described)).toEqual(buildSchema());
  });

  test("a standard attribute's bounds change one at a time", () => {
    const schema = buildSchema([{ Name: "nickname", StringAttributeConstraints: { MaxLength: "20" } }]);
    expect(named("nickname", schema)).toMatchObject({
      StringAttributeConstraints: { MinLength: "0", MaxLength: "20" },
    });
  });

  test("an added attribute may bear a standard one's name", () => {
    expect(addCustomAttributes(buildSchema(), [text("email")]).at(-1)?.name).toBe("custom:email");
  });

  test.each(["-1", "ten", "1.5", ""])("%j is no length", (MaxLength) => {
    expect(refusal(() => buildSchema([{ ...text("x"), StringAttributeConstraints: { MaxLength } }]))).toMatch(
      /Invalid StringAttributeConstraints/,
    );
  });
});
