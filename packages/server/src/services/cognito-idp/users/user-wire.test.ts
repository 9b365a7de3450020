import { expect, test } from "vitest";
import { onTheWire, refusal, samplePool, sampleUser } from "../../../../test/cognito-idp/sample-records.ts";
import { adminGetUserResponse, getUserResponse, requestedAttributes, userType } from "./user-wire.ts";

const user = sampleUser({
  status: "FORCE_CHANGE_PASSWORD",
  attributes: { email: "shared@example.com", email_verified: "true", "custom:team": "red" },
});
const sub = { Name: "sub", Value: user.sub };
const email = { Name: "email", Value: "shared@example.com" };
const flag = { Name: "email_verified", Value: "true" };
const team = { Name: "custom:team", Value: "red" };

test("recorded: AdminGetUser's members, sub last among the attributes, no MFA members", () => {
  expect(onTheWire(adminGetUserResponse(user))).toEqual({
    Username: "alice",
    UserAttributes: [email, flag, team, sub],
    Enabled: true,
    UserStatus: "FORCE_CHANGE_PASSWORD",
    UserCreateDate: new Date(user.createdAt),
    UserLastModifiedDate: new Date(user.modifiedAt),
  });
});

// radkawar/stackd, testdata/aws/cognito/profile_workflows.json: the order in which they were given, and that of the answer.
test("recorded: attributes have AWS's order, whatever order they were given in", () => {
  const given = ["family_name", "given_name", "email", "custom:team", "custom:tenant", "email_verified", "birthdate"];
  const { UserAttributes } = adminGetUserResponse(
    sampleUser({ attributes: Object.fromEntries(given.map((name) => [name, "x"])) }),
  );
  expect(UserAttributes?.map(({ Name }) => Name)).toEqual([
    ...["email", "email_verified", "family_name", "given_name", "birthdate", "custom:team", "custom:tenant", "sub"],
  ]);
});

test("recorded: GetUser shows name and readable attributes only", () => {
  expect(onTheWire(getUserResponse(user, new Set(["sub", "email"])))).toEqual({
    Username: "alice",
    UserAttributes: [email, sub],
  });
});

test("recorded: lists carry the attributes under another name", () => {
  expect(userType(user)).toMatchObject({ Attributes: [email, flag, team, sub] });
});

test("only the attributes asked for are listed", () => {
  expect(userType(user, requestedAttributes(samplePool(), ["email"])).Attributes).toEqual([email]);
});

test("quoted by third parties: asking for an unknown attribute is refused", () => {
  expect(refusal(() => requestedAttributes(samplePool(), ["email", "custom:none"]))).toBe(
    "InvalidParameterException: One or more requested attributes do not exist.",
  );
});
