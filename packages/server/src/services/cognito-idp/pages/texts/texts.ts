import { en, type Texts } from "./en.ts";
import type { Locale } from "./locales.ts";
import type { LoginTexts } from "./login-texts.ts";

const load: Readonly<Record<Locale, () => Promise<Texts>>> = {
  de: async () => (await import("./de.ts")).de,
  en: async () => en,
  es: async () => (await import("./es.ts")).es,
  fr: async () => (await import("./fr.ts")).fr,
  id: async () => (await import("./id.ts")).id,
  it: async () => (await import("./it.ts")).it,
  ja: async () => (await import("./ja.ts")).ja,
  ko: async () => (await import("./ko.ts")).ko,
  "pt-BR": async () => (await import("./pt-br.ts")).ptBR,
  "zh-CN": async () => (await import("./zh-cn.ts")).zhCN,
  "zh-TW": async () => (await import("./zh-tw.ts")).zhTW,
};

/** The built-in texts of a language. */
function builtInTexts(locale: Locale): Promise<Texts> {
  return load[locale]();
}

/** The texts of a page: the built-in ones, and over them the operator's own for this pool and client. */
export async function textsFor(
  loginTexts: LoginTexts,
  place: { poolId: string; clientId: string; locale: Locale },
): Promise<Texts> {
  return { ...(await builtInTexts(place.locale)), ...loginTexts.of(place) };
}
