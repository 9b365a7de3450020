import { followConfirmationLink } from "../codes/confirm-user-link.ts";
import type { Endpoint, LoginResponse } from "../oauth/endpoint.ts";
import { openFrame } from "./frame.ts";
import { linkOutcome, withoutReferrer } from "./link-outcome.ts";
import { namedClient } from "./named-client.ts";
import { show } from "./show.ts";

/** `/confirmUser` on a pool's domain: the link of a mail, whose click confirms. */
export default {
  async GET(request, ctx): Promise<LoginResponse> {
    // Programs that look a link over ask with HEAD: it must not use the code up.
    if (request.method !== "GET") return { status: 405, headers: { allow: "GET" }, body: null };
    const parameters = new URLSearchParams(request.query);
    const client = await namedClient(ctx, parameters);
    const outcome = client === undefined ? "invalid" : await followConfirmationLink(ctx, request.query);
    ctx.log.info({ requestId: ctx.requestId, outcome }, "a confirmation link was followed");
    const asked = parameters.get("lang") ?? undefined;
    const frame = await openFrame(request, ctx, { clientId: client?.id ?? "ALL", asked });
    return withoutReferrer(await show(frame, linkOutcome(frame.texts, outcome)));
  },
} satisfies Endpoint;
