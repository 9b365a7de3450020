import { appearanceOf } from "../branding/appearance.ts";
import { domainCookie } from "../oauth/domain-cookies.ts";
import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";
import { type FormToken, formToken, TOKEN_COOKIE } from "./form-token.ts";
import { languageOf } from "./language.ts";
import type { Look } from "./look.ts";
import { textsFor } from "./texts/texts.ts";

/** What every page is drawn with, whether or not a client asked well. */
export interface Frame extends Look {
  request: LoginRequest;
  ctx: LoginContext;
  token: FormToken;
  /** Set with the answer, whatever it is. */
  cookies: string[];
}

/**
 * @param asked the `lang` parameter
 */
export async function openFrame(
  request: LoginRequest,
  ctx: LoginContext,
  { clientId, asked }: { clientId: string; asked: string | undefined },
): Promise<Frame> {
  const appearance = await appearanceOf(ctx, ctx.domain, { id: clientId });
  const { locale, cookies } = languageOf(request, ctx, asked);
  const token = formToken(request, ctx);
  return {
    request,
    ctx,
    clientId,
    locale,
    texts: await textsFor(ctx.loginTexts, { poolId: ctx.pool.id, clientId, locale }),
    appearance,
    token,
    cookies: [domainCookie(TOKEN_COOKIE, token.cookie, undefined, { request, ctx }), ...cookies],
  };
}
