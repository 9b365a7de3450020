import type { JsonValue } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { DEFAULT_SETTINGS } from "./default-settings.ts";

/** Settings of a style, or a part of them, as the API has them. */
export type Settings = { [name: string]: JsonValue };

/** What words a setting may hold. A word that is not listed has no documented alternatives: any may be stored. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  "categories.form.location.horizontal": ["START", "CENTER", "END"], // assumed, as all but the defaults below
  "categories.form.location.vertical": ["START", "CENTER", "END"],
  "categories.global.colorSchemeMode": ["LIGHT", "DARK", "DYNAMIC"],
  "categories.global.spacingDensity": ["COMPACT", "REGULAR"],
  "components.form.logo.formInclusion": ["IN", "OUT"],
  "components.form.logo.location": ["START", "CENTER", "END"],
  "components.form.logo.position": ["TOP", "BOTTOM"],
  "components.pageFooter.logo.location": ["START", "CENTER", "END"],
  "components.pageHeader.logo.location": ["START", "CENTER", "END"],
};

const COLOR = /^[0-9a-f]{8}$/i;
const WORD = /^[A-Z][A-Z_]{0,39}$/;
const isWord = (value: JsonValue): boolean => typeof value === "string" && WORD.test(value);
const isListOf = (value: JsonValue, holds: (item: JsonValue) => boolean, most: number): boolean =>
  Array.isArray(value) && value.length <= most && value.every(holds);

/** The lists, each with what it may hold. */
const LISTS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  "categories.auth.authMethodOrder": (value) =>
    isListOf(value, (row) => isListOf(row, isPlainObjectOf({ display: isWord, type: isWord }), 10), 10),
  "categories.auth.federation.order": (value) =>
    isListOf(value, (name) => typeof name === "string" && name.length <= 128, 100),
  "categories.signUp.acceptanceElements": (value) =>
    isListOf(
      value,
      isPlainObjectOf({ enforcement: isWord, textKey: (key) => typeof key === "string" && key.length <= 128 }),
      10,
    ),
  "components.favicon.enabledTypes": (value) => isListOf(value, (type) => type === "ICO" || type === "SVG", 2),
};

/**
 * The settings of a request: keys that the schema does not have are ignored (documented), nulls too.
 *
 * @throws InvalidParameterException for a value of another type than the schema's (observed; text assumed)
 */
export function readSettings(given: JsonValue): Settings {
  return readObject(given, DEFAULT_SETTINGS, []);
}

function readObject(given: JsonValue, schema: Settings, path: readonly string[]): Settings {
  if (!isPlainObject(given)) throw errors.invalidStyleSetting(path.join("."));
  const read: Settings = {};
  for (const [name, like] of Object.entries(schema)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null) continue;
    const here = [...path, name];
    if (isPlainObject(like)) read[name] = readObject(value, like, here);
    else if (suits(value, like, here.join("."))) read[name] = value;
    else throw errors.invalidStyleSetting(here.join("."));
  }
  return read;
}

function suits(value: JsonValue, like: JsonValue, path: string): boolean {
  if (Array.isArray(like)) return LISTS[path]?.(value) ?? false;
  if (typeof like === "boolean") return typeof value === "boolean";
  if (typeof like === "number") return typeof value === "number" && value >= 0 && value <= 100;
  if (typeof like !== "string" || typeof value !== "string") return false;
  if (COLOR.test(like)) return COLOR.test(value);
  return WORDS[path]?.includes(value) ?? WORD.test(value);
}

/** `given` laid over `settings`, key by key; lists are replaced whole. */
export function mergeSettings(settings: Settings, given: Settings): Settings {
  const merged: Settings = { ...settings };
  for (const [name, value] of Object.entries(given)) {
    const before = merged[name];
    merged[name] = isPlainObject(before) && isPlainObject(value) ? mergeSettings(before, value) : value;
  }
  return merged;
}

export function isPlainObject(value: JsonValue | undefined): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPlainObjectOf(members: Readonly<Record<string, (value: JsonValue) => boolean>>) {
  return (value: JsonValue): boolean =>
    isPlainObject(value) &&
    Object.entries(value).every(([name, member]) => Object.hasOwn(members, name) && members[name]?.(member) === true);
}
