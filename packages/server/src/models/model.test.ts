import * as sdk from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { patternTest } from "../aws/pattern.ts";
import { loadModel } from "./index.ts";
import type { Shape } from "./service-model.ts";

const model = loadModel("cognito-idp");
const operations = Object.entries(model.operations);

/**
 * The schemas that the stock SDK carries for its own serialisation, as tuples: a structure is `[3, namespace, name, traits, memberNames,
 * memberSchemas, howManyAreRequired]`, an operation `[9, namespace, name, traits, input, output]`. A schema may be behind a function, and in
 * a pair with traits; numbers are simple types, with 64 added for a list and 128 for a map. Trait bit 8 is "sensitive".
 */
type Tuple = readonly unknown[];

const exported: Readonly<Record<string, unknown>> = sdk;
const kinds: Readonly<Record<number, string>> = {
  0: "string",
  1: "number",
  2: "boolean",
  4: "timestamp",
  15: "document",
  21: "blob",
};

function resolved(schema: unknown): unknown {
  if (typeof schema === "function") return resolved(schema());
  if (Array.isArray(schema) && (typeof schema[0] === "function" || Array.isArray(schema[0])))
    return resolved(schema[0]);
  if (Array.isArray(schema) && schema.length === 2) return resolved(schema[0]);
  return schema;
}

/** The SDK's schema in a form that ours can be brought into as well; `seen` ends recursion. */
function theirs(schema: unknown, seen: readonly string[] = []): unknown {
  const is = resolved(schema);
  if (typeof is === "number") {
    if (is >= 128) return { map: kinds[is - 128] };
    if (is >= 64) return { list: kinds[is - 64] };
    return kinds[is];
  }
  if (!Array.isArray(is)) return `unknown ${String(is)}`;
  const [kind, , name, traits] = is;
  const sensitive = traits === 8 ? { sensitive: true } : {};
  if (kind === 0)
    return Object.keys(sensitive).length > 0 ? { scalar: kinds[Number(is[4])], ...sensitive } : kinds[Number(is[4])];
  if (kind === 1) return { list: theirs(is[4], seen), ...sensitive };
  if (kind === 2) return { map: theirs(is[5], seen), ...sensitive };
  if (seen.includes(String(name))) return { again: name };
  const names: string[] = is[4];
  const types: unknown[] = is[5];
  const members = names.map((member, index) => [member, theirs(types[index], [...seen, String(name)])]);
  return { members: Object.fromEntries(members), required: names.slice(0, Number(is[6] ?? 0)).sort(), ...sensitive };
}

const simple: Partial<Record<Shape["type"], string>> = {
  integer: "number",
  long: "number",
  float: "number",
  double: "number",
};

function ours(name: string, seen: readonly string[] = []): unknown {
  const shape = model.shapes[name];
  if (shape === undefined) return `unknown ${name}`;
  const sensitive = shape.sensitive ? { sensitive: true } : {};
  switch (shape.type) {
    case "structure": {
      if (seen.includes(name)) return { again: name };
      const members = Object.entries(shape.members).map(([member, of]) => [member, ours(of.shape, [...seen, name])]);
      return { members: Object.fromEntries(members), required: [...(shape.required ?? [])].sort(), ...sensitive };
    }
    case "list":
      return { list: ours(shape.member.shape, seen), ...sensitive };
    case "map":
      return { map: ours(shape.value.shape, seen), ...sensitive };
    default: {
      const type = simple[shape.type] ?? shape.type;
      return shape.sensitive ? { scalar: type, sensitive: true } : type;
    }
  }
}

const sdkOperations = new Map(
  Object.values(exported).flatMap((value): [string, Tuple][] =>
    Array.isArray(value) && value[0] === 9 && typeof value[2] === "string" ? [[value[2], value]] : [],
  ),
);

/** Answers of AWS that its own model does not allow; `patches.json` has the reason. Clients read them all the same. */
const asAnswered: Readonly<Record<string, unknown>> = {
  DescribeUserPoolDomain: allowingNone(
    theirs(resolved(sdkOperations.get("DescribeUserPoolDomain")?.[5])),
    "CustomDomainConfig",
  ),
};

/** A structure in which nothing of the named member is required, however deep it is. */
function allowingNone(value: unknown, member: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === member ? { ...inner, required: [] } : allowingNone(inner, member),
    ]),
  );
}

describe("the model of cognito-idp", () => {
  test("has the operations of the stock SDK, the eight newest included", () => {
    expect(operations.map(([name]) => name).sort()).toEqual([...sdkOperations.keys()].sort());
    expect(operations).toHaveLength(140);
  });

  test.each(operations)("takes what the stock SDK sends: %s", (name, { input }) => {
    expect(ours(input ?? "")).toEqual(theirs(sdkOperations.get(name)?.[4]));
  });

  test.each(operations)("answers what the stock SDK reads: %s", (name, { output }) => {
    const schema = resolved(sdkOperations.get(name)?.[5]);
    if (output === undefined) expect(schema).toBe("unit");
    else expect(ours(output)).toEqual(name in asAnswered ? asAnswered[name] : theirs(schema));
  });

  const enums = Object.entries(model.shapes).flatMap(([name, shape]): [string, readonly string[], unknown][] =>
    shape.type === "string" && shape.enum !== undefined && name in exported ? [[name, shape.enum, exported[name]]] : [],
  );

  test.each(enums)("allows the values that the stock SDK names: %s", (_name, values, theirValues) => {
    expect([...values].sort()).toEqual(Object.values(theirValues ?? {}).sort());
  });

  test("leads from every name to a shape", () => {
    const named = operations.flatMap(([, { input, output, errors }]) => [input, output, ...errors]);
    const within = Object.values(model.shapes).flatMap((shape) => {
      if (shape.type === "structure") return Object.values(shape.members).map((member) => member.shape);
      if (shape.type === "list") return [shape.member.shape];
      return shape.type === "map" ? [shape.key.shape, shape.value.shape] : [];
    });
    const missing = [...named, ...within].filter((name) => name !== undefined && model.shapes[name] === undefined);
    expect(missing).toEqual([]);
  });

  test("marks what identifies or proves a person as sensitive", () => {
    const sensitive = [
      "UsernameType",
      "PasswordType",
      "ClientIdType",
      "SessionType",
      "TokenModelType",
      "AttributeValueType",
    ];
    expect(sensitive.filter((name) => model.shapes[name]?.sensitive !== true)).toEqual([]);
  });
});

describe("the patterns of the model", () => {
  const patterns = Object.entries(model.shapes).flatMap(([name, shape]) =>
    shape.type === "string" && shape.pattern !== undefined ? [{ name, pattern: shape.pattern }] : [],
  );

  // A matcher that backtracks would need days for some of these: the test hangs rather than fails.
  test.each(patterns)("$name is matched in linear time", ({ pattern }) => {
    const matches = patternTest(pattern);
    const pieces = [
      ...new Set(["a", "0", "_", "-", "@", " ", "{", "{####}", "{##", "##}", ":", "arn:", ...pattern.text]),
    ];
    for (const first of pieces) {
      for (const second of ["", "a", "_", "@", "{##", "##}"]) {
        const unit = first + second;
        matches(`${unit.repeat(Math.ceil(20_000 / unit.length))}\u0000`);
      }
    }
  });
});
