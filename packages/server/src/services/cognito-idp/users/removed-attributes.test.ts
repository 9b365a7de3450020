import { describe, expect, test } from "vitest";
import { refusal, samplePool, sampleUser } from "../../../../test/cognito-idp/sample-records.ts";
import { withoutAttributes } from "./removed-attributes.ts";

const pool = samplePool({
  Schema: [
    { Name: "tenant", AttributeDataType: "String", Mutable: false },
    { Name: "family_name", Required: true },
  ],
});
const user = sampleUser({
  attributes: { email: "a@example.com", email_verified: "true", "custom:tenant": "owned", nickname: "al" },
  pendingAttributes: { email: "b@example.com" },
});
const writable = new Set(pool.schema.map(({ name }) => name).filter((name) => name !== "gender"));
const remove = (...names: string[]) => withoutAttributes(pool, user, { names, by: { kind: "client", writable } });

describe("recorded", () => {
  test.each([
    [
      "family_name",
      "InvalidParameterException: Invalid user attributes: name.familyName: The attribute name.familyName is required",
    ],
    [
      "custom:tenant",
      "InvalidParameterException: Invalid user attributes: Custom.User.tenant: This attribute does not satisfy the mutability validation defined in the schema.",
    ],
    [
      "custom:unknown",
      "InvalidParameterException: Invalid user attributes: Type for attribute {custom:unknown} could not be determined",
    ],
    ["email_verified", "InvalidParameterException: Cannot modify the non-mutable attribute email_verified"],
    ["gender", "NotAuthorizedException: A client attempted to write unauthorized attribute"],
  ])("%s may not be removed", (name, text) => {
    expect(refusal(() => remove(name))).toBe(text);
  });

  test("an address takes its flag with it; assumed: and what waits to replace it", () => {
    expect(remove("email")).toEqual({
      attributes: { "custom:tenant": "owned", nickname: "al" },
      pendingAttributes: {},
    });
  });

  test("removing an absent attribute succeeds", () => {
    expect(remove("website").attributes).toEqual(user.attributes);
  });
});
