import type { AttributeDefinition } from "./attribute-definition.ts";

const text = (name: string, minLength = "0", maxLength = "2048"): AttributeDefinition => ({
  name,
  dataType: "String",
  developerOnly: false,
  mutable: true,
  required: false,
  stringConstraints: { minLength, maxLength },
  numberConstraints: undefined,
});

const flag = (name: string): AttributeDefinition => ({
  ...text(name),
  dataType: "Boolean",
  stringConstraints: undefined,
});

/** The attributes every pool has, in the order in which CreateUserPool lists them (recorded). */
export const STANDARD_ATTRIBUTES: readonly AttributeDefinition[] = [
  { ...text("sub", "1"), mutable: false, required: true },
  text("name"),
  text("given_name"),
  text("family_name"),
  text("middle_name"),
  text("nickname"),
  text("preferred_username"),
  text("profile"),
  text("picture"),
  text("website"),
  text("email"),
  flag("email_verified"),
  text("gender"),
  text("birthdate", "10", "10"),
  text("zoneinfo"),
  text("locale"),
  text("phone_number"),
  flag("phone_number_verified"),
  text("address"),
  {
    ...text("updated_at"),
    dataType: "Number",
    stringConstraints: undefined,
    numberConstraints: { minValue: "0", maxValue: undefined },
  },
];

/** Shown by DescribeUserPool but not by CreateUserPool (recorded). */
export const IDENTITIES: AttributeDefinition = {
  ...text("identities"),
  stringConstraints: { minLength: undefined, maxLength: undefined },
};

/** The order in which DescribeUserPool lists them; custom attributes stand where "custom" does (recorded). */
const DESCRIBE_ORDER = [
  "profile",
  "address",
  "birthdate",
  "gender",
  "preferred_username",
  "updated_at",
  "website",
  "picture",
  "identities",
  "sub",
  "email_verified",
  "phone_number_verified",
  "phone_number",
  "zoneinfo",
  "custom",
  "locale",
  "email",
  "given_name",
  "family_name",
  "middle_name",
  "name",
  "nickname",
];

/** A pool's schema as DescribeUserPool shows it: `identities` added, in its order. */
export function inDescribeOrder(schema: readonly AttributeDefinition[]): AttributeDefinition[] {
  const all = [...schema, IDENTITIES];
  return DESCRIBE_ORDER.flatMap((place) =>
    all.filter(({ name }) => (place === "custom" ? isCustomAttribute(name) : name === place)),
  );
}

/** Whether the full name is a custom attribute's, developer-only ones included. */
export function isCustomAttribute(name: string): boolean {
  return name.startsWith("custom:") || name.startsWith("dev:");
}
