import { errors } from "../errors.ts";
import type { LoginSession } from "../login-sessions/login-session.ts";
import type { NewLoginSession } from "../login-sessions/new-login-session.ts";
import { domainCookie } from "../oauth/domain-cookies.ts";
import { grantAuthorization } from "../oauth/grant-authorization.ts";
import type { SignInResult } from "../sign-in/sign-in.ts";
import { challengePages } from "./challenges/registry.ts";
import { newFormToken, TOKEN_COOKIE } from "./form-token.ts";
import { goTo } from "./go-to.ts";
import type { Leading } from "./lead.ts";
import { pageDataCookie } from "./page-data.ts";
import type { Visit } from "./visit.ts";

/** Goes on after a step of a sign-in: to the page of the challenge that is due, or back to the client. */
export function finish(visit: Visit, username: string, step: SignInResult<NewLoginSession>): Promise<Leading> {
  return step.kind === "done" ? leave(visit, step.result) : Promise.resolve(ask(visit, username, step));
}

/** Sends the browser to the client, signed in: with a new session and a new token for forms (recorded: POST /login). */
export function leave(visit: Visit, { session, cookies }: NewLoginSession): Promise<Leading> {
  return leaveWith(visit, session, cookies(visit.request, visit.ctx));
}

/** The same with a session that the browser has, or should have. @param cookies name the session */
export async function leaveWith(visit: Visit, session: LoginSession, cookies: string[]): Promise<Leading> {
  const { ctx, request, authorization } = visit;
  const answer = await grantAuthorization(ctx, authorization, session);
  const { cookie } = newFormToken(request, ctx);
  const all = [
    ...cookies,
    domainCookie(TOKEN_COOKIE, cookie, undefined, { request, ctx }),
    pageDataCookie(visit, undefined),
  ];
  return {
    ...answer,
    headers: { ...answer.headers, "set-cookie": all },
    lead: { kind: "client", sessionId: session.id, cookies },
  };
}

function ask(
  visit: Visit,
  username: string,
  { name, parameters, session }: Extract<SignInResult<NewLoginSession>, { kind: "challenge" }>,
): Leading {
  const page = challengePages.find(({ challenge }) => challenge === name);
  if (page === undefined || session === undefined) {
    // The sign-in cannot go on here: better said so than shown as a failure.
    visit.ctx.log.error({ requestId: visit.ctx.requestId, challenge: name }, "the login pages have no page for this");
    throw errors.internal();
  }
  return goTo(visit, page.path, {
    kind: "challenge",
    username,
    challenge: name,
    session,
    kept: page.keep(parameters),
  });
}
