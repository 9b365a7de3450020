import { generate, parse, walk } from "css-tree";
import { describe, expect, test } from "vitest";
import fc from "../../../../test/property.ts";
import type { JsonValue } from "../../../models/cognito-idp/types.ts";
import { DEFAULT_SETTINGS } from "./default-settings.ts";
import { isPlainObject, mergeSettings, readSettings, type Settings } from "./settings.ts";
import { styleSheetOf } from "./style-sheet.ts";

const sheet = (settings: Settings, scheme: "light" | "dark" | "light dark" = "light") =>
  styleSheetOf(mergeSettings(DEFAULT_SETTINGS, readSettings(settings)), scheme);
/** The custom properties of each rule. */
function variables(css: string): Record<string, string>[] {
  const rules: Record<string, string>[] = [];
  walk(parse(css), (node) => {
    if (node.type === "Rule") rules.push({});
    if (node.type === "Declaration")
      Object.assign(rules.at(-1) ?? {}, { [node.property]: generate(node.value).trim() });
  });
  return rules;
}

test("the default style (documented: its colours and lengths)", () => {
  expect(variables(sheet({}))).toEqual([
    expect.objectContaining({
      "color-scheme": "light",
      "--density": "1",
      "--primary-button-background": "#0972d3ff",
      "--primary-button-text": "#ffffffff",
      "--primary-button-hover-background": "#033160ff",
      "--buttons-radius": "8px",
      "--alert-radius": "12px",
      "--alert-error-border": "#d91515ff",
      "--page-background": "#ffffffff",
      "--page-header-background": "#fafafaff",
      "--page-header-border": "#d5dbdbff",
      "--page-text-heading": "#000716ff",
      "--input-background": "#ffffffff",
      "--input-placeholder": "#5f6b7aff",
      "--idp-button-standard-border": "#424650ff",
      "--status-indicator-warning-indicator": "#8d6605ff",
      "--focus-state-border": "#0972d3ff",
      "--drop-down-hover-item-text": "#000716ff",
      "--option-controls-selected-foreground": "#ffffffff",
    }),
  ]);
});

test("light, dark, or as the browser prefers", () => {
  expect(variables(sheet({}, "dark"))[0]).toMatchObject({ "color-scheme": "dark", "--page-background": "#0f1b2aff" });
  const [light, dark] = variables(sheet({}, "light dark"));
  expect(light).toMatchObject({ "color-scheme": "light dark", "--page-background": "#ffffffff" });
  expect(dark).toMatchObject({ "--page-background": "#0f1b2aff" });
  expect(sheet({}, "light dark")).toContain("@media (prefers-color-scheme:dark){:root{");
});

test("both schemes have the same colours", () => {
  const [light, dark] = [variables(sheet({}, "light"))[0], variables(sheet({}, "dark"))[0]];
  expect(Object.keys(light ?? {})).toEqual(Object.keys(dark ?? {}));
});

/** Every leaf of the components, with another value than it has. */
function changes(node: JsonValue, path: readonly string[] = []): { path: readonly string[]; value: JsonValue }[] {
  if (isPlainObject(node)) return Object.entries(node).flatMap(([name, child]) => changes(child, [...path, name]));
  if (typeof node === "number") return [{ path, value: node + 1 }];
  return typeof node === "string" && /^[0-9a-f]{8}$/i.test(node) ? [{ path, value: "12345678" }] : [];
}
const nested = (path: readonly string[], value: JsonValue): Settings =>
  path.reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), value) as Settings;

describe("every colour and length changes the sheet, by a name of its own", () => {
  const all = [...changes(DEFAULT_SETTINGS)];
  const before = sheet({}, "light dark");

  test.each(all.map(({ path, value }) => ({ name: path.join("."), path, value })))("$name", ({ path, value }) => {
    const after = sheet(nested(path, value), "light dark");
    const [was, is] = [before, after].map((css) => css.split(/[{};]/));
    const changed = is?.filter((declaration, index) => declaration !== was?.[index]);
    expect(changed).toEqual([
      expect.stringMatching(typeof value === "number" ? /^--[a-z-]+:\d+px$/ : /^--[a-z-]+:#12345678$/),
    ]);
  });

  test("there are as many names as settings", () => {
    const [light, dark] = variables(before);
    expect(Object.keys(light ?? {}).length - 2 + Object.keys(dark ?? {}).length).toBe(all.length);
  });
});

test("the density is a factor", () => {
  const settings = { categories: { global: { spacingDensity: "COMPACT" } } };
  expect(variables(sheet(settings))[0]).toMatchObject({ "--density": "0.75" });
});

/** Settings with the schema's keys and all sorts of values. */
const values = fc.oneof(
  fc.constantFrom("12345678", "red", "</style>", "8px", "LIGHT", "}", "/*", "url(x)", "\\", "ICO", ";--x:1"),
  fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<JsonValue>,
  fc.integer({ min: -10, max: 200 }),
  fc.double(),
);
const paths = fc.constantFrom(...changes(DEFAULT_SETTINGS).map(({ path }) => path));

test("whatever the settings, they are refused or the sheet has nothing but colours and lengths", () => {
  fc.assert(
    fc.property(paths, values, (path, value) => {
      let css: string;
      try {
        css = sheet(nested(path, value), "light dark");
      } catch (error) {
        expect(error).toMatchObject({ code: "InvalidParameterException" });
        return;
      }
      expect(css).toMatch(
        /^:root\{color-scheme:light dark;--density:1(?:;--[a-z-]+:(?:#[0-9a-f]{8}|[\d.e-]+px))+\}@media \(prefers-color-scheme:dark\)\{:root\{(?:--[a-z-]+:#[0-9a-f]{8};?)+\}\}$/,
      );
    }),
    { numRuns: 3_000 },
  );
});
