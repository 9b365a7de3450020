import { appearanceOf } from "../../branding/appearance.ts";
import type { Endpoint, LoginContext } from "../../oauth/endpoint.ts";
import { plainAnswer } from "../../oauth/responses.ts";
import { ALL_CLIENTS } from "../../ui-customization/ui-customization.ts";
import { digest } from "./digest.ts";
import { keptFile } from "./kept.ts";

/** Ids as the model has them; `+` may come encoded. Nothing else is asked of a store. */
const PATH = /\/((?:[\w+]|%2b){1,128})\/([\da-f]{12})\.css$/i;

/** `/_pages/styles/{client id}/{digest}.css`: what the administrator made of the pages' look. */
export default {
  async GET({ path }, ctx) {
    const [, clientId, named] = PATH.exec(path) ?? [];
    const id = clientId?.replaceAll(/%2b/gi, "+");
    const stylesheet = id === undefined ? undefined : await sheetOf(ctx, id);
    // Another one by now, or none: the page that asks names the present one.
    if (stylesheet === undefined || named !== digest(stylesheet)) {
      return plainAnswer(404, "There is no such style sheet.");
    }
    return keptFile("text/css; charset=utf-8", stylesheet);
  },
} satisfies Endpoint;

/** What nobody has is not looked up: an appearance is made and kept for whatever id it is asked for. */
async function sheetOf(ctx: LoginContext, id: string): Promise<string | undefined> {
  const isKnown = id === ALL_CLIENTS || (await ctx.clients.find(id))?.client.poolId === ctx.pool.id;
  return isKnown ? (await appearanceOf(ctx, ctx.domain, { id })).stylesheet : undefined;
}
