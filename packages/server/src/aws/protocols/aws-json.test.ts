import { describe, expect, test } from "vitest";
import fc from "../../../test/property.ts";
import { loadModel } from "../../models/index.ts";
import { AwsError } from "../errors.ts";
import type { AwsRequest } from "../wire-types.ts";
import { createAwsJson, jsonError, targetOf } from "./aws-json.ts";

const model = loadModel("cognito-idp");
const protocol = createAwsJson(model);

const request: AwsRequest = {
  method: "POST",
  path: "/",
  query: "",
  headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSCognitoIdentityProviderService.SignUp" },
  sourceIp: "127.0.0.1",
  requestId: "5f2d3c1e-1111-4222-8333-444455556666",
  body: async () => new Uint8Array(),
};

const parse = (body: string | Uint8Array, operation = "SignUp"): unknown =>
  protocol.parse(request, typeof body === "string" ? Buffer.from(body) : body, operation);

/** The text of the SerializationException that parsing ends in. */
function refusal(body: string | Uint8Array, operation?: string): string | undefined {
  try {
    parse(body, operation);
  } catch (error) {
    if (error instanceof AwsError && error.code === "SerializationException") return error.text ?? "without text";
    throw error;
  }
  return "accepted";
}

describe("a body that is not JSON of the right kind", () => {
  test.each([
    ["nothing", ""],
    ["white space", "  "],
    ["half an object", "{"],
    ["a trailing comma", `{"Username":"a",}`],
    ["two values", "{}{}"],
    ["single quotes", "{'a':1}"],
    ["null", "null"],
    ["a NUL", "\u0000"],
    ["a byte order mark", "\ufeff{}"],
    ["not a number", `{"Limit":NaN}`],
  ])("%s is refused without text (observed at Athena, here assumed)", (_case, body) => {
    expect(refusal(body)).toBe("without text");
  });

  test.each([
    ["a lone continuation byte", [0x80]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["half a surrogate pair", [0xed, 0xa0, 0x80]],
    ["a cut sequence", [0xf0, 0x9f, 0x98]],
  ])("invalid UTF-8 is refused: %s", (_case, bytes) => {
    const body = Buffer.concat([Buffer.from('{"Username":"'), Buffer.from(bytes), Buffer.from('"}')]);
    expect(refusal(body)).toBe("without text");
  });

  test("half a surrogate pair in an escape is refused: as UTF-8 it would be another text", () => {
    expect(refusal(`{"Username":"\\ud800"}`)).toBe("without text");
    expect(refusal(`{"ClientMetadata":{"\\udc00":"x"}}`)).toBe("without text");
    expect(parse(`{"Username":"\\ud83d\\ude00"}`)).toEqual({ Username: "😀" });
  });

  test("a list is refused with its text (observed at Athena)", () => {
    expect(refusal("[]")).toBe("Start of list found where not expected");
  });

  test("deep nesting is refused, however large, in known and unknown members", () => {
    for (const opening of ["[", '{"a":', '[{"a":']) {
      expect(refusal(`{"unknown":${opening.repeat(1_000_000)}`)).toBe("without text");
      expect(refusal(opening.repeat(201))).toBe("without text");
    }
  });

  test("brackets within strings are no nesting", () => {
    expect(parse(`{"Username":"${"[".repeat(500)}","Password":"\\"${"{".repeat(500)}"}`)).toHaveProperty("Username");
  });
});

describe("a value of the wrong type", () => {
  test.each([
    ["STRING_VALUE can not be converted to an Integer", "ListUsers", `{"Limit":"1"}`],
    ["TRUE_VALUE can not be converted to an Integer", "ListUsers", `{"Limit":true}`],
    ["Start of list found where not expected", "ListUsers", `{"Limit":[1]}`],
    ["Start of structure or map found where not expected.", "ListUsers", `{"Limit":{"a":1}}`],
    ["NUMBER_VALUE can not be converted to a String", "SignUp", `{"Username":1}`],
    ["TRUE_VALUE can not be converted to a String", "SignUp", `{"Username":true}`],
    ["Start of list found where not expected", "SignUp", `{"Username":["x"]}`],
    ["NUMBER_VALUE can not be converted to a String", "ListUsers", `{"AttributesToGet":[1]}`],
    ["Expected list or null", "ListUsers", `{"AttributesToGet":"x"}`],
    ["Expected null", "SignUp", `{"AnalyticsMetadata":"x"}`],
    ["NUMBER_VALUE can not be converted to a Boolean", "ConfirmSignUp", `{"ForceAliasCreation":1}`],
  ])("%s (observed at Athena and SES, here assumed)", (text, operation, body) => {
    expect(refusal(body, operation)).toBe(text);
  });

  test.each([
    ["FALSE_VALUE can not be converted to a String", "SignUp", `{"Username":false}`],
    ["STRING_VALUE can not be converted to a Boolean", "ConfirmSignUp", `{"ForceAliasCreation":"true"}`],
    ["Start of structure or map found where not expected.", "ListUsers", `{"AttributesToGet":{}}`],
    ["Start of list found where not expected", "SignUp", `{"ClientMetadata":[]}`],
    ["without text", "ListUsers", `{"Limit":1.5}`],
    ["without text", "ListUsers", `{"Limit":1e400}`],
    ["without text", "SetUICustomization", `{"ImageFile":"no base64!"}`],
    ["without text", "SetUICustomization", `{"ImageFile":"AQI"}`],
    ["without text", "SetUICustomization", `{"ImageFile":"A==="}`],
    ["without text", "SetUICustomization", `{"ImageFile":"AQ=I"}`],
    ["without text", "CreateGroup", `{"Precedence":99999999999}`],
  ])("%s (assumed)", (text, operation, body) => {
    expect(refusal(body, operation)).toBe(text);
  });

  test("a number past the bound that the model states is left to the validator (observed at Athena)", () => {
    expect(parse(`{"UserPoolId":"x","Limit":99999999999}`, "ListUsers")).toEqual({
      UserPoolId: "x",
      Limit: 99_999_999_999,
    });
  });
});

describe("what reaches the operation", () => {
  test("unknown and null members do not", () => {
    expect(
      parse(`{"Username":"a","Password":null,"Nothing":{"deep":[1]},"ClientMetadata":{"a":"b","c":null}}`),
    ).toEqual({
      Username: "a",
      ClientMetadata: { a: "b" },
    });
  });

  test("the last of two members with one name wins", () => {
    expect(parse(`{"Username":"a","Username":"b"}`)).toEqual({ Username: "b" });
  });

  test("names that every object has are keys like any other in a map, and nothing elsewhere", () => {
    const body = `{"__proto__":{"Username":"x"},"constructor":{"prototype":{}},"ClientMetadata":{"__proto__":"a","constructor":"b","toString":"c"}}`;
    const input = parse(body);
    expect(Object.keys(input as object)).toEqual(["ClientMetadata"]);
    const { ClientMetadata } = input as { ClientMetadata: Record<string, string> };
    expect(Object.entries(ClientMetadata)).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
      ["toString", "c"],
    ]);
    expect(({} as Record<string, unknown>).Username).toBeUndefined();
  });

  test("a map has no keys that nobody sent", () => {
    const { ClientMetadata } = parse(`{"ClientMetadata":{}}`) as { ClientMetadata: Record<string, string> };
    expect(ClientMetadata.constructor).toBeUndefined();
    expect(ClientMetadata.hasOwnProperty).toBeUndefined();
  });

  test("bytes are decoded", () => {
    expect(parse(`{"UserPoolId":"x","ImageFile":"AQID"}`, "SetUICustomization")).toEqual({
      UserPoolId: "x",
      ImageFile: new Uint8Array([1, 2, 3]),
    });
  });
});

describe("an error", () => {
  test("has its message in body and header", () => {
    const answer = protocol.renderError(
      new AwsError("UserNotFoundException", "User does not exist."),
      request.requestId,
    );
    expect(answer).toEqual({
      status: 400,
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amzn-requestid": request.requestId,
        "x-amzn-errortype": "UserNotFoundException:",
        "x-amzn-errormessage": "User does not exist.",
      },
      body: `{"__type":"UserNotFoundException","message":"User does not exist."}`,
    });
  });

  test("that is the frame's, not the service's, ends without a colon in the header (observed only for the service's; localstack issue 3201)", () => {
    const answer = protocol.renderError(new AwsError("SerializationException"), request.requestId);
    expect(answer.headers["x-amzn-errortype"]).toBe("SerializationException");
  });

  // radkawar/stackd, testdata/aws/cognito/group_authority_workflows.json: a CreateGroup whose role its caller may not pass.
  test("that denies access has its text under Message, with a capital letter (recorded)", () => {
    const answer = protocol.renderError(new AwsError("AccessDeniedException", "User: a may not."), request.requestId);
    expect(answer).toMatchObject({
      status: 400,
      body: `{"__type":"AccessDeniedException","Message":"User: a may not."}`,
    });
  });

  test("has the other members of its shape, and no others", () => {
    const members = { reasonCode: "weak", stack: "hidden" };
    const answer = protocol.renderError(
      new AwsError("InvalidParameterException", "no", { members }),
      request.requestId,
    );
    expect(answer.body).toBe(`{"__type":"InvalidParameterException","message":"no","reasonCode":"weak"}`);
  });

  test.each([
    ["new lines", "a\r\nset-cookie: x"],
    ["other than ASCII", "für Ἀριστοτέλης"],
    ["too long a text", "x".repeat(5000)],
  ])("has no message header for %s, the body keeps it", (_case, text) => {
    const answer = jsonError(new AwsError("InvalidParameterException", text), request.requestId);
    expect(answer.headers).not.toHaveProperty("x-amzn-errormessage");
    expect(JSON.parse(String(answer.body)).message).toBe(text);
  });
});

describe("the target", () => {
  test("is split at its last dot", () => {
    const of = (target: string) => targetOf({ headers: { "x-amz-target": target } });
    expect(of("Logs_20140328.PutLogEvents")).toEqual({ prefix: "Logs_20140328", operation: "PutLogEvents" });
    expect(of("a.b.C")).toEqual({ prefix: "a.b", operation: "C" });
    expect(of("none")).toBeUndefined();
  });

  test.each([
    "application/x-amz-json-1.1",
    "application/x-amz-json-1.1; charset=utf-8",
    "Application/X-Amz-JSON-1.1",
    "application/x-amz-json-1.0",
  ])("is followed for the content type %s", (type) => {
    expect(protocol.operationOf({ ...request, headers: { ...request.headers, "content-type": type } })).toBe("SignUp");
  });

  test.each(["application/x-amz-json-1.1x", "text/plain; application/x-amz-json-1.1", "application/json"])(
    "is not followed for the content type %s",
    (type) => {
      expect(
        protocol.operationOf({ ...request, headers: { ...request.headers, "content-type": type } }),
      ).toBeUndefined();
    },
  );
});

describe("the reader fails in no other way than its own", () => {
  test("for any JSON", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(model.operations)), fc.json({ maxDepth: 5 }), (operation, body) => {
        refusal(body, operation);
      }),
      { numRuns: 1000 },
    );
  });

  test("for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        refusal(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});
