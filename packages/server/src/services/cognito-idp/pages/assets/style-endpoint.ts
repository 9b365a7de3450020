import { appearanceOf } from "../../branding/appearance.ts";
import type { Endpoint } from "../../oauth/endpoint.ts";
import { plainAnswer } from "../../oauth/responses.ts";
import { digest } from "./digest.ts";
import { keptFile } from "./kept.ts";

/** Ids as the model has them; `+` may come encoded. Nothing else is asked of a store. */
const PATH = /\/((?:[\w+]|%2b){1,128})\/([\da-f]{12})\.css$/i;

/** `/_pages/styles/{client id}/{digest}.css`: what the administrator made of the pages' look. */
export default {
  async GET({ path }, ctx) {
    const [, clientId, named] = PATH.exec(path) ?? [];
    const id = clientId?.replaceAll(/%2b/gi, "+");
    const stylesheet = id === undefined ? undefined : (await appearanceOf(ctx, ctx.domain, { id })).stylesheet;
    // Another one by now, or none: the page that asks names the present one.
    if (stylesheet === undefined || named !== digest(stylesheet)) {
      return plainAnswer(404, "There is no such style sheet.");
    }
    return keptFile("text/css; charset=utf-8", stylesheet);
  },
} satisfies Endpoint;
