import { readFileSync, statSync } from "node:fs";
import { ConfigError } from "../../../../config/errors.ts";
import type { Log } from "../../../../platform/log.ts";
import { TEXT_KEYS, type TextKey, type Texts } from "./en.ts";
import { LOCALES, type Locale } from "./locales.ts";

/** The operator's own texts, over the built-in ones. */
export interface LoginTexts {
  of(place: { poolId: string; clientId: string; locale: Locale }): Partial<Texts>;
}

/** By `*`, pool id or `poolId/clientId`: the narrower wins, key by key. */
type Overrides = ReadonlyMap<string, ReadonlyMap<Locale, Partial<Texts>>>;

/** How often the file is looked at while pages are shown, in milliseconds. */
const LOOK_EVERY = 1000;

/** No texts but the built-in ones. */
export const builtInOnly: LoginTexts = { of: () => ({}) };

/**
 * Texts from a JSON file, `{"*" | poolId | "poolId/clientId": {locale: {key: text}}}`, which is read again when it changes. A change that
 * cannot be read is logged and leaves what was there.
 *
 * @param now milliseconds; the machine's own, not one that is moved
 * @throws ConfigError when the file cannot be read at the start
 */
export function createLoginTexts(file: string, { log, now }: { log: Log; now: () => number }): LoginTexts {
  let stamp = "";
  let overrides: Overrides = new Map();
  const read = () => {
    const present = stampOf(file);
    if (present === stamp) return false;
    stamp = present;
    overrides = readLoginTexts(readFileSync(file, "utf8"));
    return true;
  };
  try {
    read();
  } catch (error) {
    throw new ConfigError([`--login-texts: ${file}: ${messageOf(error)}.`]);
  }
  let lookedAt = now();

  function look() {
    if (Math.abs(now() - lookedAt) < LOOK_EVERY) return;
    lookedAt = now();
    try {
      if (read()) log.info({ file }, "the login pages' texts were read again");
    } catch (error) {
      log.error({ file, error: messageOf(error) }, "the login pages' texts cannot be read");
    }
  }

  return {
    of({ poolId, clientId, locale }) {
      look();
      const layers = ["*", poolId, `${poolId}/${clientId}`].map((key) => overrides.get(key)?.get(locale));
      return Object.assign({}, ...layers);
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "");

function stampOf(file: string): string {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}

/** @throws Error that names what is wrong */
export function readLoginTexts(json: string): Overrides {
  const places = objectOf(parse(json), "The file");
  return new Map(
    Object.entries(places).map(([place, languages]) => {
      if (!PLACE.test(place)) throw new Error(`"${place}" is neither "*", a pool's id nor "poolId/clientId"`);
      return [place, new Map(Object.entries(objectOf(languages, place)).map((entry) => readLanguage(place, entry)))];
    }),
  );
}

const PLACE = /^(?:\*|[\w-]+_[\da-zA-Z]+(?:\/[\w+]{1,128})?)$/;

function readLanguage(place: string, [tag, given]: [string, unknown]): [Locale, Partial<Texts>] {
  const locale = LOCALES.find((one) => one === tag);
  if (locale === undefined) throw new Error(`${place}: "${tag}" is none of the languages ${LOCALES.join(", ")}`);
  const texts: Partial<Record<TextKey, string>> = {};
  for (const [name, text] of Object.entries(objectOf(given, `${place} ${tag}`))) {
    const key = TEXT_KEYS.find((one) => one === name);
    if (key === undefined) throw new Error(`${place} ${tag}: there is no text "${name}"`);
    if (typeof text !== "string") throw new Error(`${place} ${tag} ${name}: not a text`);
    texts[key] = text;
  }
  return [locale, texts];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error(`not JSON: ${messageOf(error)}`);
  }
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${what}: not an object`);
  return { ...value };
}
