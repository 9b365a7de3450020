import { expect, test } from "vitest";
import { TEXT_KEYS } from "./en.ts";
import { LOCALES } from "./locales.ts";
import { builtInOnly } from "./login-texts.ts";
import { textsFor } from "./texts.ts";

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
const of = (locale: (typeof LOCALES)[number]) => textsFor(builtInOnly, { poolId: "", clientId: "", locale });

test.each(LOCALES)("%s has every text, with the same places to fill in", async (locale) => {
  const english = await of("en");
  const texts = await of(locale);
  for (const key of TEXT_KEYS) {
    expect(texts[key].trim(), key).not.toBe("");
    expect(placeholders(texts[key]), key).toEqual(placeholders(english[key]));
  }
});

test.each(LOCALES.filter((locale) => locale !== "en"))(
  "%s is translated: what sentences it has are its own",
  async (locale) => {
    const english = await of("en");
    const texts = await of(locale);
    const same = TEXT_KEYS.filter((key) => english[key] === texts[key] && english[key].includes(" "));
    expect(same).toEqual([]);
  },
);
