import type { html } from "hono/html";

/** A piece of a page. Values in `html` templates are escaped; only other pieces go in as they are. */
export type Html = ReturnType<typeof html>;

/** Nothing, in a place where a piece may stand. */
export const nothing = "";
