import { html } from "hono/html";
import type { LoginContext, LoginRequest, LoginResponse } from "../oauth/endpoint.ts";
import { openFrame } from "./frame.ts";
import { submitButton } from "./parts/form.ts";
import type { ShownAgain } from "./parts/language-form.ts";
import { show } from "./show.ts";

/** Whose looks and which language a page has that ends a session. */
export interface LogoutVisit {
  request: LoginRequest;
  ctx: LoginContext;
  /** Undefined where the request names no client. */
  clientId: string | undefined;
  /** The `ui_locales` or `lang` parameter. */
  lang: string | undefined;
  /** The request's parameters, but for a confirmation. */
  asked: readonly (readonly [name: string, value: string])[];
}

/**
 * Asks whether to sign out (OpenID Connect RP-Initiated Logout 1.0, 2).
 *
 * @param form `confirmation` is the field that the form sends back besides; `leadsTo` where its answer goes on to, if anywhere
 */
export async function confirmLogoutPage(
  visit: LogoutVisit,
  form: { confirmation: readonly [name: string, value: string]; leadsTo: string | undefined },
): Promise<LoginResponse> {
  const frame = await frameOf(visit);
  const { texts } = frame;
  const content = html`<h1>${texts.logoutHeading}</h1>
<p class="lead textDescription-customizable">${texts.logoutLead}</p>
<form class="cognito-asf" method="post" action="${visit.ctx.base}/logout" data-once>
${[...visit.asked, form.confirmation].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${submitButton({ name: "logout", text: texts.logoutButton })}
</form>`;
  const ends = form.leadsTo === undefined ? {} : { authorization: { redirectUri: form.leadsTo } };
  return show(frame, { title: texts.logoutHeading, content, again: againOf(visit) }, ends);
}

/** Where an application names no page to go on to. @param cookies set with the answer */
export async function loggedOutPage(visit: LogoutVisit, cookies: readonly string[]): Promise<LoginResponse> {
  const frame = await frameOf(visit);
  const { texts } = frame;
  const content = html`<h1>${texts.loggedOutHeading}</h1>
<p class="lead textDescription-customizable">${texts.loggedOutText}</p>`;
  return show(frame, { title: texts.loggedOutHeading, content, again: againOf(visit) }, { cookies });
}

/** What came by POST, an ID token say, is not to stand in an address. */
function againOf({ request, asked }: LogoutVisit): ShownAgain {
  return { path: "/logout", posts: request.method === "POST" ? asked : undefined };
}

function frameOf({ request, ctx, clientId, lang }: LogoutVisit) {
  return openFrame(request, ctx, { clientId: clientId ?? "ALL", asked: lang });
}
