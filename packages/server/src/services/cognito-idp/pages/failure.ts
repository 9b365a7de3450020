import { html } from "hono/html";
import type { LoginContext, LoginRequest, LoginResponse } from "../oauth/endpoint.ts";
import { openFrame } from "./frame.ts";
import { type Look, plainLook } from "./look.ts";
import { namedClient } from "./named-client.ts";
import { showPlainly } from "./show.ts";

/** What a person sees of a failure: that there was one. Its log line is found by the request's id, which a header names. */
export async function failurePage(request: LoginRequest, ctx: LoginContext): Promise<LoginResponse> {
  return drawFailure(await lookOf(request, ctx));
}

/** The same in whatever look there is. */
export function drawFailure(look: Look): Promise<LoginResponse> {
  const { texts } = look;
  const content = html`<h1>${texts.errorHeading}</h1>
<p class="alert errorMessage-customizable" role="alert">${texts.somethingWentWrong}</p>`;
  return showPlainly(look, { title: texts.errorTitle, content, status: 500 });
}

/** The client's look; nobody's when that is what fails. */
async function lookOf(request: LoginRequest, ctx: LoginContext): Promise<Look> {
  try {
    const parameters = new URLSearchParams(request.query);
    const client = await namedClient(ctx, parameters);
    return await openFrame(request, ctx, { clientId: client?.id ?? "ALL", asked: parameters.get("lang") ?? undefined });
  } catch {
    return plainLook(ctx);
  }
}
