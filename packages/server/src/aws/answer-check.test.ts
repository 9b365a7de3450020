import { describe, expect, test } from "vitest";
import { loadModel } from "../models/index.ts";
import { createAnswerCheck } from "./answer-check.ts";

const model = loadModel("cognito-idp");
const check = createAnswerCheck(model);

describe("an answer", () => {
  test("of the model's members and types is right", () => {
    const UserPool = {
      Id: "us-east-1_abcdefghi",
      CreationDate: new Date(0),
      UserPoolTags: { a: "b" },
      LambdaConfig: {},
      Name: undefined,
    };
    expect(check("DescribeUserPool", { UserPool })).toEqual([]);
    expect(check("UpdateUserPool", {})).toEqual([]);
    expect(check("DeleteUserPool", undefined)).toEqual([]);
  });

  test.each([
    [
      "an unknown member",
      "DescribeUserPool",
      { UserPool: { Password: "x" } },
      "UserPool.Password: not a member of the answer",
    ],
    ["a name that every object has", "UpdateUserPool", { constructor: 1 }, "constructor: not a member of the answer"],
    ["a number for a text", "DescribeUserPool", { UserPool: { Id: 1 } }, "UserPool.Id: not a string"],
    [
      "a fraction",
      "DescribeUserPool",
      { UserPool: { EstimatedNumberOfUsers: 1.5 } },
      "UserPool.EstimatedNumberOfUsers: not a whole number",
    ],
    [
      "not a number",
      "DescribeUserPool",
      { UserPool: { EstimatedNumberOfUsers: Number.NaN } },
      "UserPool.EstimatedNumberOfUsers: not a whole number",
    ],
    [
      "milliseconds for a date",
      "DescribeUserPool",
      { UserPool: { CreationDate: 1 } },
      "UserPool.CreationDate: not a date",
    ],
    [
      "a date that is none",
      "DescribeUserPool",
      { UserPool: { CreationDate: new Date(Number.NaN) } },
      "UserPool.CreationDate: not a date",
    ],
    ["a thing for a list", "ListUsers", { Users: {} }, "Users: not a list"],
    ["a fault in an element", "ListUsers", { Users: [{}, { Enabled: "true" }] }, "Users.2.Enabled: not a boolean"],
    ["a list for a map", "DescribeUserPool", { UserPool: { UserPoolTags: [] } }, "UserPool.UserPoolTags: not a map"],
    ["a missing member", "SignUp", { UserConfirmed: true }, "userSub: Member must not be null"],
    [
      "a value outside its enum",
      "DescribeUserPool",
      { UserPool: { MfaConfiguration: "on" } },
      "userPool.mfaConfiguration: Member must satisfy enum value set: [OFF, ON, OPTIONAL]",
    ],
    ["no answer", "UpdateUserPool", undefined, "no answer where the model declares one"],
    ["an answer where none is declared", "DeleteUserPool", {}, "an answer where the model declares none"],
  ])("with %s is not", (_case, operation, output, fault) => {
    expect(check(operation, output)).toContain(fault);
  });
});
