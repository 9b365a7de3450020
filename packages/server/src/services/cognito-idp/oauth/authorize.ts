import { languageOf } from "../pages/language.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { Endpoint, LoginContext, LoginRequest, LoginResponse } from "./endpoint.ts";
import { grantAuthorization } from "./grant-authorization.ts";
import { readAuthorization } from "./read-authorization.ts";
import { readForm } from "./read-form.ts";
import { refuseAt } from "./redirect-answer.ts";
import { plainAnswer } from "./responses.ts";
import { toLogin } from "./to-login.ts";
import { usableSession } from "./usable-session.ts";

/**
 * `/oauth2/authorize`: checks the request, and sends the browser straight back with what it asks for where the user is signed in on the
 * pages, else to `/login` with the same query (developer guide, "Authorize endpoint").
 */
export default {
  GET: (request, ctx) => authorize(request, ctx, request.query),

  /** OpenID Connect Core, 3.1.2.1. Cognito takes GET only. */
  async POST(request, ctx) {
    if (!ctx.profile.postAuthorize)
      return { ...plainAnswer(405, "Method not allowed."), headers: { allow: "GET, HEAD" } };
    const form = await readForm(request);
    return form === undefined ? plainAnswer(400, "The body must be a form.") : authorize(request, ctx, form.toString());
  },
} satisfies Endpoint;

async function authorize(request: LoginRequest, ctx: LoginContext, query: string): Promise<LoginResponse> {
  const read = await readAuthorization(ctx, new URLSearchParams(query));
  if (read.kind === "answer") return read.response;
  const answer = await decide(request, ctx, read.request, query);
  // Asked for here, it is meant for the pages that come later, even where none is shown now.
  const { cookies } = languageOf(request, ctx, read.request.lang);
  return cookies.length === 0 ? answer : { ...answer, headers: { ...answer.headers, "set-cookie": cookies } };
}

async function decide(
  request: LoginRequest,
  ctx: LoginContext,
  authorization: AuthorizationRequest,
  query: string,
): Promise<LoginResponse> {
  const session = await usableSession(ctx, request, authorization);
  if (session !== undefined) return grantAuthorization(ctx, authorization, session);
  if (authorization.prompt.has("none")) return refuseAt(ctx, authorization, { error: "login_required" });
  return toLogin(ctx, query);
}
