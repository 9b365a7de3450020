import { presentedSessionId } from "../login-sessions/session-cookie.ts";
import { cognitoLogout } from "./cognito-logout.ts";
import type { Endpoint } from "./endpoint.ts";
import { toOwnError } from "./own-error.ts";
import { readForm } from "./read-form.ts";
import { plainAnswer, redirect } from "./responses.ts";
import { rpInitiatedLogout } from "./rp-initiated-logout.ts";

/** What goes into a URL (RFC 9110, 4.1, recommends 8,000 octets at least). */
const LONGEST_QUERY = 8_000;

/**
 * `/logout`: Cognito's own form, and OpenID Connect RP-Initiated Logout 1.0 where the profile has it. A request that says where to go in
 * Cognito's words is Cognito's.
 */
export default {
  GET(request, ctx) {
    const parameters = new URLSearchParams(request.query);
    const cognitos = parameters.has("logout_uri") || parameters.has("redirect_uri");
    return ctx.profile.rpInitiatedLogout && !cognitos
      ? rpInitiatedLogout(request, ctx, parameters)
      : cognitoLogout(request, ctx, parameters);
  },

  async POST(request, ctx) {
    if (!ctx.profile.rpInitiatedLogout) {
      return { ...plainAnswer(405, "Method not allowed."), headers: { allow: "GET, HEAD" } };
    }
    const form = await readForm(request);
    if (form === undefined) return plainAnswer(400, "The body must be a form.");
    if (presentedSessionId(request) !== undefined) return rpInitiatedLogout(request, ctx, form);
    // The browser keeps its cookie back from a form of another site and sends it along with the GET that follows (SameSite=Lax).
    const query = form.toString();
    if (query.length > LONGEST_QUERY) return toOwnError(ctx, "invalid_request", form.get("client_id"));
    return { ...redirect(`${ctx.base}/logout?${query}`), status: 303 };
  },
} satisfies Endpoint;
