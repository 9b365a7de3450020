import { appearanceOf } from "../../branding/appearance.ts";
import type { Endpoint } from "../../oauth/endpoint.ts";
import { plainAnswer } from "../../oauth/responses.ts";
import { digest } from "./digest.ts";
import { keptFile } from "./kept.ts";

const PATH = /\/([\w+%]{1,400})\/([\da-f]{12})\.css$/;

/** `/_pages/styles/{client id}/{digest}.css`: what the administrator made of the pages' look. */
export default {
  async GET({ path }, ctx) {
    const [, clientId = "", named] = PATH.exec(path) ?? [];
    const { stylesheet } = await appearanceOf(ctx, ctx.domain, {
      id: decodeURIComponent(clientId.replaceAll(/%(?![\da-f]{2})/gi, "%25")),
    });
    // Another one by now, or none: the page that asks names the present one.
    if (named !== digest(stylesheet)) return plainAnswer(404, "There is no such style sheet.");
    return keptFile("text/css; charset=utf-8", stylesheet);
  },
} satisfies Endpoint;
