import { html } from "hono/html";
import type { AppClient } from "../clients/app-client.ts";
import type { Endpoint } from "../oauth/endpoint.ts";
import { ownErrors } from "../oauth/own-error.ts";
import { type Frame, openFrame } from "./frame.ts";
import { type Html, nothing } from "./html.ts";
import { namedClient } from "./named-client.ts";
import { show } from "./show.ts";

/** `/error`: says what is wrong with a request that must not reach a URI which is perhaps a stranger's. Status 400 (observed, nine reports). */
export default {
  async GET(request, ctx) {
    const parameters = new URLSearchParams(request.query);
    const client = await namedClient(ctx, parameters);
    const asked = parameters.get("lang") ?? undefined;
    const frame = await openFrame(request, ctx, { clientId: client?.id ?? "ALL", asked });
    // Our own words only: whatever else the address says is a stranger's.
    const error = ownErrors.find((own) => own === parameters.get("error")) ?? "invalid_request";
    const { texts } = frame;
    const content = html`<h1>${texts.errorHeading}</h1>
<p class="alert errorMessage-customizable" role="alert"><code>${error}</code></p>
<p class="lead textDescription-customizable">${error === "redirect_mismatch" ? texts.errorRedirectMismatch : texts.errorInvalidRequest}</p>
${error === "redirect_mismatch" && ctx.development ? mismatch(frame, client, parameters.get("redirect_uri")) : nothing}`;
    return show(frame, { title: texts.errorTitle, content, status: 400 });
  },
} satisfies Endpoint;

/** What a developer needs to see what is missing: on a development server only. */
function mismatch({ texts }: Frame, client: AppClient | undefined, requested: string | null): Html {
  const registered = client?.settings.callbackUrls ?? [];
  return html`<dl class="uris">
${requested === null ? nothing : html`<dt>${texts.errorRequestedUri}</dt><dd><code>${requested}</code></dd>`}
<dt>${texts.errorRegisteredUris}</dt>
${registered.length === 0 ? html`<dd>${texts.errorNoneRegistered}</dd>` : registered.map((uri) => html`<dd><code>${uri}</code></dd>`)}
</dl>`;
}
