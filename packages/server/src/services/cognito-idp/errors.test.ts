import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { AwsError } from "../../aws/errors.ts";
import { loadModel } from "../../models/index.ts";
import { errors } from "./errors.ts";

/** What makers take that do not take texts or a number. */
const LISTS: Readonly<Record<string, readonly unknown[]>> = {
  featuresUnavailableInTier: ["LITE", ["a", "b"]],
  tierChangeNotAllowed: ["LITE", ["a", "b"]],
  sourceElsewhere: [["a", "b"]],
};

const all = Object.entries(errors).map(([name, make]) => {
  // What the texts say does not matter here.
  const given = LISTS[name] ?? ["x", "y", "z"];
  return { name, error: Reflect.apply(make, undefined, given) as unknown };
});

test("every error is one that the model declares, and a client's mistake", () => {
  const declared = new Set(Object.keys(loadModel("cognito-idp").shapes));
  // The model leaves these to operations of its own: AWS answers them all the same.
  const undeclared = ["OperationNotEnabledException"];
  for (const { name, error } of all) {
    expect(error, name).toBeInstanceOf(AwsError);
    if (!(error instanceof AwsError)) continue;
    expect(declared.has(error.code) || undeclared.includes(error.code), `${name}: ${error.code}`).toBe(true);
    expect(error.status, name).toBe(name === "internal" ? 500 : 400);
  }
});

test("every topic is listed, and no two name an error alike", async () => {
  const names: string[] = [];
  for (const file of readdirSync(new URL("errors", import.meta.url))) {
    const name = basename(file, ".ts");
    if (name === "error-types") continue;
    const topics: Record<string, object> = await import(`./errors/${name}.ts`);
    for (const topic of Object.values(topics)) names.push(...Object.keys(topic));
  }
  expect(names.sort()).toEqual(Object.keys(errors).sort());
});

test("two errors of one type and text are one error", () => {
  const seen = new Map<string, string>();
  for (const { name, error } of all) {
    const key = error instanceof AwsError ? `${error.code} ${error.text}` : name;
    expect(seen.get(key), name).toBeUndefined();
    seen.set(key, name);
  }
});

test("recorded: features that a tier lacks are listed", () => {
  expect(errors.featuresUnavailableInTier("LITE", ["Refresh Token Rotation"]).text).toBe(
    "The following features need to be disabled for the LITE pricing tier configured: Refresh Token Rotation",
  );
});

test("recorded: the revoked token of a rotating client is refused without any text", () => {
  expect(errors.notAuthorizedWithoutText().text).toBeUndefined();
});
