import { expect, test } from "vitest";
import { termsIn } from "./terms-links.ts";

/** The languages of the pages, each with what terms call it (documented). */
const PAGE_LANGUAGES = {
  de: "german",
  en: "english",
  es: "spanish",
  fr: "french",
  id: "bahasa-indonesia",
  it: "italian",
  ja: "japanese",
  ko: "korean",
  "pt-BR": "portuguese-brazil",
  "zh-CN": "chinese-simplified",
  "zh-TW": "chinese-traditional",
};

test.each(Object.entries(PAGE_LANGUAGES))("%s is shown the document in cognito:%s (documented)", (locale, language) => {
  const links = { "cognito:default": "https://a/", [`cognito:${language}`]: `https://a/${language}` };
  expect(termsIn({ termsOfUse: links, privacyPolicy: links }, locale)).toEqual({
    termsOfUse: `https://a/${language}`,
    privacyPolicy: `https://a/${language}`,
  });
});

test("other languages, and names that objects have of themselves, get the default", () => {
  const links = { "cognito:default": "https://a/", "cognito:dutch": "https://a/nl" };
  for (const locale of ["nl", "", "constructor", "__proto__"]) {
    expect(termsIn({ termsOfUse: links, privacyPolicy: links }, locale)?.termsOfUse).toBe("https://a/");
  }
});
