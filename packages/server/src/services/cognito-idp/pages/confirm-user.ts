import { html } from "hono/html";
import { followConfirmationLink, type LinkOutcome } from "../codes/confirm-user-link.ts";
import type { Endpoint, LoginResponse } from "../oauth/endpoint.ts";
import { openFrame } from "./frame.ts";
import { show } from "./show.ts";
import type { TextKey } from "./texts/en.ts";

const OUTCOMES: Readonly<Record<LinkOutcome, { status: number; title: TextKey; text: TextKey }>> = {
  confirmed: { status: 200, title: "linkConfirmed", text: "linkConfirmedText" },
  invalid: { status: 400, title: "linkInvalid", text: "linkInvalidText" },
  expired: { status: 400, title: "linkExpired", text: "linkExpiredText" },
  taken: { status: 409, title: "linkTaken", text: "linkTakenText" },
  tooMany: { status: 429, title: "linkTooMany", text: "linkTooManyText" },
};

/**
 * `/confirmUser` on a pool's domain: the link of a mail, whose click confirms. Nothing of the link appears on the page. Texts and statuses
 * are assumed.
 */
export default {
  async GET(request, ctx): Promise<LoginResponse> {
    // Programs that look a link over ask with HEAD: it must not use the code up.
    if (request.method !== "GET") return { status: 405, headers: { allow: "GET" }, body: null };
    const parameters = new URLSearchParams(request.query);
    const named = await ctx.clients.find(parameters.get("client_id") ?? "");
    const own = named?.client.poolId === ctx.pool.id;
    const outcome = own ? await followConfirmationLink(ctx, request.query) : "invalid";
    ctx.log.info({ requestId: ctx.requestId, outcome }, "a confirmation link was followed");
    const clientId = own ? named.client.id : "ALL";
    const frame = await openFrame(request, ctx, { clientId, asked: parameters.get("lang") ?? undefined });
    const { status, title, text } = OUTCOMES[outcome];
    const { texts } = frame;
    const content = html`<h1>${texts[title]}</h1>
<p class="lead textDescription-customizable">${texts[text]}</p>`;
    const answer = await show(frame, { title: texts[title], content, status });
    // The address of the page holds a code.
    return { ...answer, headers: { ...answer.headers, "referrer-policy": "no-referrer" } };
  },
} satisfies Endpoint;
