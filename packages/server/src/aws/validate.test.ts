import { describe, expect, test } from "vitest";
import fc from "../../test/property.ts";
import { loadModel } from "../models/index.ts";
import type { ServiceModel } from "../models/service-model.ts";
import { createValidator, validationMessage } from "./validate.ts";

const validate = createValidator(loadModel("cognito-idp"));

const poolId = "us-east-1_abcdefghi";

/** The whole sentence, or undefined for a valid value. */
function refusal(structure: string, value: unknown): string | undefined {
  const violations = validate(structure, value);
  return violations.length === 0 ? undefined : validationMessage(violations);
}

describe("the message", () => {
  test("names a value below its range under the member's inner name (recorded)", () => {
    expect(refusal("ListGroupsRequest", { UserPoolId: poolId, Limit: 0 })).toBe(
      "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
    expect(refusal("AdminListGroupsForUserRequest", { UserPoolId: poolId, Username: "ann", Limit: 0 })).toContain(
      "'maxResults'",
    );
    expect(refusal("ListUsersInGroupRequest", { UserPoolId: poolId, GroupName: "a", Limit: 0 })).toContain(
      "'maxResults'",
    );
  });

  test("names a negative precedence (recorded)", () => {
    expect(refusal("CreateGroupRequest", { UserPoolId: poolId, GroupName: "a", Precedence: -1 })).toBe(
      "1 validation error detected: Value '-1' at 'precedence' failed to satisfy constraint: Member must have value greater than or equal to 0",
    );
  });

  test("joins two faults of an empty code by a semicolon (observed)", () => {
    expect(refusal("ConfirmSignUpRequest", { ClientId: "1example", Username: "ann", ConfirmationCode: "" })).toBe(
      "2 validation errors detected: Value '' at 'confirmationCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+; Value '' at 'confirmationCode' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  test("leaves the value of a sensitive member out (observed)", () => {
    expect(refusal("SignUpRequest", { ClientId: "1example", Username: "" })).toBe(
      "2 validation errors detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+; Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  test("counts elements from 1 in the path (observed)", () => {
    const UserAttributes = [{ Name: "email", Value: "a@b.c" }, { Name: "" }];
    expect(refusal("SignUpRequest", { ClientId: "1example", Username: "ann", UserAttributes })).toBe(
      "2 validation errors detected: Value '' at 'userAttributes.2.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+; Value '' at 'userAttributes.2.member.name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  test("says null of a missing member, a sensitive one too (assumed)", () => {
    expect(refusal("ForgotPasswordRequest", { ClientId: "1example" })).toBe(
      "1 validation error detected: Value null at 'username' failed to satisfy constraint: Member must not be null",
    );
  });

  test("lists the values of an enum (assumed)", () => {
    expect(refusal("SetUserPoolMfaConfigRequest", { UserPoolId: poolId, MfaConfiguration: "MAYBE" })).toBe(
      "1 validation error detected: Value 'MAYBE' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OFF, ON, OPTIONAL]",
    );
  });

  test("quotes a whole list and all constraints of its elements (observed at other services, here assumed)", () => {
    const ExplicitAuthFlows = ["ALLOW_USER_AUTH", "ALLOW_NOTHING"];
    expect(refusal("CreateUserPoolClientRequest", { UserPoolId: poolId, ClientName: "a", ExplicitAuthFlows })).toBe(
      "1 validation error detected: Value '[ALLOW_USER_AUTH, ALLOW_NOTHING]' at 'explicitAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH, ALLOW_CUSTOM_AUTH, ALLOW_USER_PASSWORD_AUTH, ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH, ALLOW_USER_AUTH]]",
    );
    const CallbackURLs = ["https://a.test", ""];
    expect(refusal("CreateUserPoolClientRequest", { UserPoolId: poolId, ClientName: "a", CallbackURLs })).toBe(
      "1 validation error detected: Value '[https://a.test, ]' at 'callbackURLs' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+]",
    );
  });

  test("tells keys and values of a map apart (observed at other services, here assumed)", () => {
    const long = "k".repeat(129);
    expect(refusal("CreateUserPoolRequest", { PoolName: "a", UserPoolTags: { [long]: "v" } })).toBe(
      `1 validation error detected: Value '{${long}=v}' at 'userPoolTags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]`,
    );
    expect(refusal("CreateUserPoolRequest", { PoolName: "a", UserPoolTags: { k: "v".repeat(257) } })).toContain(
      "at 'userPoolTags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256]",
    );
  });

  test("shows nothing of a map that is sensitive as a whole", () => {
    const AuthParameters = { PASSWORD: "p".repeat(131_073) };
    const message = refusal("InitiateAuthRequest", {
      ClientId: "1example",
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters,
    });
    expect(message).toMatch(/^1 validation error detected: Value at 'authParameters' failed/);
  });

  test("counts the elements of a list", () => {
    expect(refusal("AddCustomAttributesRequest", { UserPoolId: poolId, CustomAttributes: [] })).toBe(
      "1 validation error detected: Value at 'customAttributes' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  test("shows the size of bytes, as Java does", () => {
    const ImageFile = new Uint8Array(131_073);
    expect(refusal("SetUICustomizationRequest", { UserPoolId: poolId, ImageFile })).toContain(
      "Value 'java.nio.HeapByteBuffer[pos=0 lim=131073 cap=131073]' at 'imageFile'",
    );
  });

  test("cuts a long value", () => {
    const message = refusal("CreateGroupRequest", { UserPoolId: poolId, GroupName: "x".repeat(200_000) });
    expect(message?.length).toBeLessThan(2000);
  });

  test("lists no more than a hundred faults", () => {
    const UserAttributes = Array.from({ length: 10_000 }, () => ({ Name: "" }));
    expect(validate("SignUpRequest", { ClientId: "1example", Username: "ann", UserAttributes })).toHaveLength(100);
  });

  test("refuses null among the elements of a list", () => {
    expect(refusal("SignUpRequest", { ClientId: "1", Username: "ann", UserAttributes: [null] })).toContain(
      "Value null at 'userAttributes.1.member' failed to satisfy constraint: Member must not be null",
    );
    expect(
      refusal("UntagResourceRequest", {
        ResourceArn: "arn:aws:cognito-idp:us-east-1:000000000000:userpool/x",
        TagKeys: [null],
      }),
    ).toContain("'tagKeys'");
  });
});

describe("what is valid", () => {
  test("a length is counted in code points", () => {
    const at = (count: number) => refusal("CreateGroupRequest", { UserPoolId: poolId, GroupName: "😀".repeat(count) });
    expect(at(128)).toBeUndefined();
    expect(at(129)).toContain("length less than or equal to 128");
  });

  test("a pattern takes the whole value", () => {
    const pool = (UserPoolId: string) => refusal("DescribeUserPoolRequest", { UserPoolId });
    expect(pool(poolId)).toBeUndefined();
    expect(pool(`${poolId}\n`)).toContain("'userPoolId'");
    expect(pool(`x ${poolId}`)).toContain("'userPoolId'");
  });

  test("white space is Java's: a no-break space passes [\\S]+, a tab does not", () => {
    const password = (Password: string) => refusal("SignUpRequest", { ClientId: "1", Username: "ann", Password });
    expect(password("a\u00a0b")).toBeUndefined();
    expect(password("a\tb")).toContain("'password'");
  });

  test("names of any language are user names", () => {
    for (const Username of ["Ἀριστοτέλης", "李雷", "مريم", "ann@example.com", "😀", "e\u0301"]) {
      expect(refusal("SignUpRequest", { ClientId: "1", Username })).toBeUndefined();
    }
    for (const Username of ["a b", "a\u0000", "\u200b"]) {
      expect(refusal("SignUpRequest", { ClientId: "1", Username })).toContain("'username'");
    }
  });

  test("a message must contain its placeholder, wherever it stands", () => {
    const mail = (EmailVerificationMessage: string) =>
      refusal("CreateUserPoolRequest", { PoolName: "a", EmailVerificationMessage });
    expect(mail("{####} is your code")).toBeUndefined();
    expect(mail("Your code is {####}")).toBeUndefined();
    expect(mail("Your code is {###}")).toContain("'emailVerificationMessage'");
  });

  test("absent, undefined and null members are the same", () => {
    const given = { UserPoolId: poolId, GroupName: "a" };
    expect(refusal("CreateGroupRequest", { ...given, Description: undefined, RoleArn: null })).toBeUndefined();
  });
});

/** Values that the model allows, made from the model, for the properties below. */
function arbitrary(model: ServiceModel, name: string, depth = 0): fc.Arbitrary<unknown> {
  const shape = model.shapes[name];
  switch (shape?.type) {
    case "structure": {
      const members = Object.entries(shape.members).map(
        ([member, { shape: of }]) => [member, arbitrary(model, of, depth + 1)] as const,
      );
      return fc.record(Object.fromEntries(members), { requiredKeys: [...(shape.required ?? [])] });
    }
    case "list":
      return fc.array(arbitrary(model, shape.member.shape, depth + 1), {
        minLength: shape.min ?? 0,
        maxLength: Math.min(shape.max ?? 3, 3),
      });
    case "map":
      return fc.dictionary(fc.constantFrom("a", "b"), arbitrary(model, shape.value.shape, depth + 1), { maxKeys: 2 });
    case "string":
      return shape.enum === undefined ? fc.string() : fc.constantFrom(...shape.enum, "other");
    case "boolean":
      return fc.boolean();
    case "blob":
      return fc.uint8Array();
    case "timestamp":
      return fc.date({ noInvalidDate: true });
    case "document":
      return fc.jsonValue();
    default:
      return fc.integer({ min: -5, max: 200 });
  }
}

describe("for any value", () => {
  const model = loadModel("cognito-idp");
  const requests = [
    "SignUpRequest",
    "CreateUserPoolRequest",
    "CreateUserPoolClientRequest",
    "SetRiskConfigurationRequest",
    "ListUsersRequest",
  ];

  test.each(requests)("the same value gives the same faults in the same order: %s", (request) => {
    fc.assert(
      fc.property(arbitrary(model, request), (value) => {
        expect(createValidator(model)(request, value)).toEqual(validate(request, value));
      }),
      { numRuns: 50 },
    );
  });

  test("no sensitive text is ever in a message", () => {
    const secret = fc.stringMatching(/^secret [a-z]{8,12}$/);
    fc.assert(
      fc.property(secret, secret, secret, (Username, Password, Value) => {
        const value = {
          ClientId: "not a client",
          Username,
          Password,
          SecretHash: Value,
          UserAttributes: [{ Name: "", Value: Value.repeat(200) }],
        };
        const message = refusal("SignUpRequest", value) ?? "";
        expect(message).toContain("validation errors detected");
        for (const text of [Username, Password, Value]) expect(message).not.toContain(text);
      }),
    );
  });

  test("a missing required member is named, whichever it is", () => {
    const structures = Object.entries(model.shapes).filter(([name]) => name.endsWith("Request"));
    for (const [name, shape] of structures) {
      if (shape.type !== "structure") continue;
      const nulls = validate(name, {}).filter(({ value }) => value === "null");
      expect(nulls.map(({ path }) => path).sort()).toEqual(
        (shape.required ?? []).map((member) => member.charAt(0).toLowerCase() + member.slice(1)).sort(),
      );
    }
  });

  test("lengths agree with a count of code points", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (Description) => {
        const faults = validate("ResourceServerScopeType", { ScopeName: "a", ScopeDescription: Description });
        const count = [...Description].length;
        expect(faults.length > 0).toBe(count < 1 || count > 256);
      }),
    );
  });
});
