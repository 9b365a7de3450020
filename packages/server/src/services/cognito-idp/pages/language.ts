import { domainCookie, readCookies } from "../oauth/domain-cookies.ts";
import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";
import { type Locale, localeOf } from "./texts/locales.ts";

/** As at AWS: kept until it changes (developer guide, "Managed login localization"). */
const NAME = "lang";
/** Seconds. */
const LIFETIME = 365 * 86_400;

/** The language of the pages that a browser is shown. */
export interface Language {
  locale: Locale;
  /** Keeps it, where it was asked for. */
  cookies: string[];
}

/**
 * Classic pages speak English only (documented); managed ones know `lang` and the cookie, not the browser's own languages (documented).
 *
 * @param asked the `lang` parameter
 */
export function languageOf(
  request: Pick<LoginRequest, "headers" | "secure">,
  ctx: Pick<LoginContext, "domain" | "base">,
  asked: string | undefined,
): Language {
  if (ctx.domain.managedLoginVersion !== 2) return { locale: "en", cookies: [] };
  const chosen = localeOf(asked);
  if (chosen !== undefined)
    return { locale: chosen, cookies: [domainCookie(NAME, chosen, LIFETIME, { request, ctx })] };
  return { locale: readCookies(request, NAME).map(localeOf).find(Boolean) ?? "en", cookies: [] };
}
