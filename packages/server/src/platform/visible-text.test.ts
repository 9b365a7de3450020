import { expect, test } from "vitest";
import fc from "../../test/property.ts";
import { escapeInvisible } from "./visible-text.ts";

test.each([
  ["the terminal's command sequence", "\u009b2J", '"\\u009b2J"'],
  ["text turned around", "a\u202eb", '"a\\u202eb"'],
  ["line ends that are no line feeds", "\u0085\u2028\u2029", '"\\u0085\\u2028\\u2029"'],
  ["letters that show nothing", "\u200b\ufeff\u00ad", '"\\u200b\\ufeff\\u00ad"'],
  ["delete", "\u007f", '"\\u007f"'],
  ["tags beyond the basic plane", "\u{e0041}", '"\\udb40\\udc41"'],
  ["nothing of what people write", "Zoë 한글 👍 <>&", '"Zoë 한글 👍 <>&"'],
])("escapes %s", (_, text, json) => {
  expect(escapeInvisible(JSON.stringify(text))).toBe(json);
});

test("JSON means the same before and after", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: "binary" }), (value, text) => {
      const json = JSON.stringify([value, text]);
      expect(JSON.parse(escapeInvisible(json))).toEqual(JSON.parse(json));
    }),
  );
});
