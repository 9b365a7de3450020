import type { Endpoint } from "../oauth/endpoint.ts";
import { plainAnswer } from "../oauth/responses.ts";
import { assetPath } from "./appearance.ts";

const NAME = /^[0-9a-f]{32}\.(?:ico|jpg|png|svg|webp)$/;

/**
 * Images of the pages, for `<img>` and for whoever follows an ImageUrl. An SVG document that is opened by itself is sandboxed and may load and
 * run nothing, whatever is in it. A name stands for its bytes, so that browsers keep them.
 */
export default {
  async GET(request, ctx) {
    const name = request.path.slice(assetPath("").length);
    const asset = NAME.test(name) ? await ctx.appearances.image(ctx.pool.id, name) : undefined;
    if (asset === undefined) return plainAnswer(404, "There is no such image.");
    return {
      status: 200,
      headers: {
        "content-type": asset.type,
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
        "cache-control": "public, max-age=31536000, immutable",
        expires: new Date(ctx.clock.wall() + YEAR).toUTCString(),
      },
      body: asset.bytes,
    };
  },
} satisfies Endpoint;

const YEAR = 31_536_000_000;
