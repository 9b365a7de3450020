import { describe, expect, test } from "vitest";
import fc from "../../../test/property.ts";
import { loadModel } from "../../models/index.ts";
import type { ServiceModel } from "../../models/service-model.ts";
import { createShapeCopy } from "../shape-copy.ts";
import { createJsonReader } from "./json-reader.ts";
import { createJsonWriter, epochSeconds } from "./json-writer.ts";

const model = loadModel("cognito-idp");

/** Dates whose seconds a double holds to the millisecond. */
const anyDate = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });

describe("what is written", () => {
  const write = createJsonWriter(model);

  test.each([
    [1_790_257_832_480, "1.790257832480E9"],
    [1_790_257_832_000, "1.790257832000E9"],
    [1000, "1.000E0"],
    [10_000, "1.0000E1"],
    [999, "0.999"],
    [0, "0"],
    [-1_500, "-1.500E0"],
  ])("%d milliseconds as %s", (milliseconds, text) => {
    expect(epochSeconds(new Date(milliseconds))).toBe(text);
  });

  test("a timestamp keeps its milliseconds, whichever it is", () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(Math.round(Number(epochSeconds(date)) * 1000)).toBe(date.getTime() + 0);
      }),
    );
  });

  test("keys of maps in order, texts as JSON escapes them, absent members not at all", () => {
    const ChallengeParameters = { USERNAME: 'a\n"\u2028', SALT: "1f", A: undefined };
    expect(write("InitiateAuthResponse", { ChallengeParameters, Session: undefined, ChallengeName: null })).toBe(
      `{"ChallengeParameters":{"SALT":"1f","USERNAME":"a\\n\\"\u2028"}}`,
    );
  });

  test("zero, false and empty texts are there", () => {
    expect(write("GroupType", { Precedence: 0, Description: "" })).toBe(`{"Description":"","Precedence":0}`);
    expect(write("UserType", { Enabled: false })).toBe(`{"Enabled":false}`);
  });
});

/** Any value of a structure as an operation would hold it. */
function anyValue(of: ServiceModel, name: string): fc.Arbitrary<unknown> {
  const shape = of.shapes[name];
  switch (shape?.type) {
    case "structure": {
      const members = Object.entries(shape.members).map(([member, { shape: inner }]) => [member, anyValue(of, inner)]);
      return fc.record(Object.fromEntries(members), { requiredKeys: [] });
    }
    case "list":
      return fc.array(anyValue(of, shape.member.shape), { maxLength: 3 });
    case "map":
      return fc.dictionary(fc.string(), anyValue(of, shape.value.shape), { maxKeys: 3 });
    case "string":
      return fc.string({ unit: "grapheme" });
    case "boolean":
      return fc.boolean();
    case "blob":
      return fc.uint8Array();
    case "timestamp":
      return anyDate;
    case "document":
      // As JSON has it: there is no -0.
      return fc
        .jsonValue({ depthSize: "small" })
        .filter((value) => value !== null)
        .map((value) => JSON.parse(JSON.stringify(value)));
    default:
      return fc.integer();
  }
}

describe("whatever is written is read again", () => {
  const read = createJsonReader(model);
  const write = createJsonWriter(model);
  const copy = createShapeCopy(model);
  const names = [
    "CreateUserPoolResponse",
    "InitiateAuthResponse",
    "ListUsersResponse",
    "CreateManagedLoginBrandingResponse",
    "UserPoolClientType",
  ];

  test.each(names)("%s", (name) => {
    fc.assert(
      fc.property(anyValue(model, name), (value) => {
        expect(read(name, JSON.parse(write(name, value)))).toEqual(copy(name, value));
      }),
      { numRuns: 60 },
    );
  });
});
