/** URLs of one document by `cognito:{language}`; `cognito:default` serves the languages without one of their own. */
export type TermsLinks = Readonly<Record<string, string>>;

/** How terms name the languages of the pages. `cognito:dutch` belongs to none (documented: the pages are not translated to it). */
const LANGUAGES: Readonly<Record<string, string>> = {
  de: "cognito:german",
  en: "cognito:english",
  es: "cognito:spanish",
  fr: "cognito:french",
  id: "cognito:bahasa-indonesia",
  it: "cognito:italian",
  ja: "cognito:japanese",
  ko: "cognito:korean",
  "pt-BR": "cognito:portuguese-brazil",
  "zh-CN": "cognito:chinese-simplified",
  "zh-TW": "cognito:chinese-traditional",
};

/**
 * The URLs of both documents for a page's language, falling back to the default; undefined unless both have one (documented: the links
 * are shown once both documents are there).
 *
 * @param locale a language of the pages: `de`, `pt-BR`
 */
export function termsIn(
  terms: { termsOfUse: TermsLinks; privacyPolicy: TermsLinks } | undefined,
  locale: string,
): { termsOfUse: string; privacyPolicy: string } | undefined {
  const language = LANGUAGES[locale] ?? "cognito:default";
  const of = (links: TermsLinks | undefined) => links?.[language] ?? links?.["cognito:default"];
  const termsOfUse = of(terms?.termsOfUse);
  const privacyPolicy = of(terms?.privacyPolicy);
  return termsOfUse === undefined || privacyPolicy === undefined ? undefined : { termsOfUse, privacyPolicy };
}
