/** The languages of the pages, by the tags that `lang` takes (developer guide, "Managed login localization"). */
export const LOCALES = ["de", "en", "es", "fr", "id", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW"] as const;

export type Locale = (typeof LOCALES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  de: "Deutsch",
  en: "English",
  es: "Español",
  fr: "Français",
  id: "Bahasa Indonesia",
  it: "Italiano",
  ja: "日本語",
  ko: "한국어",
  "pt-BR": "Português (Brasil)",
  "zh-CN": "简体中文",
  "zh-TW": "繁體中文",
};

/** The language of a tag; undefined for one that the pages do not have. Letter case does not count (BCP 47, 2.1.1). */
export function localeOf(tag: string | undefined): Locale | undefined {
  return tag === undefined ? undefined : LOCALES.find((locale) => locale.toLowerCase() === tag.toLowerCase());
}
