import { appearanceOf } from "../branding/appearance.ts";
import { domainCookie, readCookies } from "../oauth/domain-cookies.ts";
import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";
import { type FormToken, formToken, TOKEN_COOKIE } from "./form-token.ts";
import type { Look } from "./look.ts";
import { localeOf } from "./texts/locales.ts";
import { textsFor } from "./texts/texts.ts";

/** What every page is drawn with, whether or not a client asked well. */
export interface Frame extends Look {
  request: LoginRequest;
  ctx: LoginContext;
  token: FormToken;
  /** Set with the answer, whatever it is. */
  cookies: string[];
}

/** As at AWS: kept until it changes (developer guide, "Managed login localization"). */
const LANGUAGE_COOKIE = "lang";
/** Seconds. */
const LANGUAGE_LIFETIME = 365 * 86_400;

/**
 * @param asked the `lang` parameter
 */
export async function openFrame(
  request: LoginRequest,
  ctx: LoginContext,
  { clientId, asked }: { clientId: string; asked: string | undefined },
): Promise<Frame> {
  const appearance = await appearanceOf(ctx, ctx.domain, { id: clientId });
  // Classic pages speak English only (documented); managed ones know `lang` and the cookie, not the browser's own languages (documented).
  const translated = appearance.version === 2;
  const chosen = translated ? localeOf(asked) : undefined;
  const kept = translated ? readCookies(request, LANGUAGE_COOKIE).map(localeOf).find(Boolean) : undefined;
  const locale = chosen ?? kept ?? "en";
  const token = formToken(request, ctx);
  return {
    request,
    ctx,
    clientId,
    locale,
    texts: await textsFor(ctx.loginTexts, { poolId: ctx.pool.id, clientId, locale }),
    appearance,
    token,
    cookies: [
      domainCookie(TOKEN_COOKIE, token.cookie, undefined, { request, ctx }),
      ...(chosen ? [domainCookie(LANGUAGE_COOKIE, chosen, LANGUAGE_LIFETIME, { request, ctx })] : []),
    ],
  };
}
