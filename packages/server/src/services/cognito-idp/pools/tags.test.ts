import { expect, test } from "vitest";
import { refusal } from "../../../../test/cognito-idp/sample-records.ts";
import { withoutTags, withTags } from "./tags.ts";

const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "v"]));

test("tags are added and replaced, and removed by key", () => {
  expect(withTags({ a: "1", b: "2" }, { b: "3" })).toEqual({ a: "1", b: "3" });
  expect(withoutTags({ a: "1", b: "2" }, ["b", "c"])).toEqual({ a: "1" });
});

test("documented: at most fifty, none that begins with aws: (texts assumed)", () => {
  expect(withTags(fifty, { k0: "again" }).k0).toBe("again");
  expect(refusal(() => withTags(fifty, { more: "v" }))).toMatch(/^UserPoolTaggingException/);
  expect(refusal(() => withTags({}, { "AWS:x": "v" }))).toMatch(/^UserPoolTaggingException/);
});
