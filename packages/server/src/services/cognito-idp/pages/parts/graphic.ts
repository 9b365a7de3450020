import { html } from "hono/html";
import type { Graphic } from "../../branding/appearance.ts";
import { type FileName, fileUrl } from "../assets/files.ts";
import type { Frame } from "../frame.ts";
import { type Html, nothing } from "../html.ts";
import { picture } from "./picture.ts";

const OWN: Readonly<Partial<Record<Graphic, FileName>>> = {
  email: "email.svg",
  sms: "sms.svg",
  password: "password.svg",
};

/** The picture above a form: the style's own, else ours; none where pictures are turned off. */
export function graphic(frame: Frame, which: Graphic): Html | string {
  const { graphics } = frame.appearance;
  if (graphics === undefined) return nothing;
  const given = graphics[which];
  if (given !== undefined) return picture(frame, given, "graphic");
  const own = OWN[which];
  return own === undefined
    ? nothing
    : html`<picture class="graphic"><img src="${fileUrl(frame.ctx, own)}" alt="" width="56" height="56"></picture>`;
}
