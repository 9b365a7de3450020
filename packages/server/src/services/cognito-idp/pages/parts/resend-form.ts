import { html } from "hono/html";
import type { Html } from "../html.ts";
import type { Visit } from "../visit.ts";
import { formOf } from "./form.ts";

/** Asks for a new code. As at AWS it can be pressed at once: the server's limits hold back whoever presses too often. */
export function resendForm(visit: Visit, asks: { path: string; username?: string }): Html {
  const { texts } = visit;
  return formOf(visit, {
    name: "resendCodeForm",
    path: asks.path,
    classes: "resend",
    content: html`${asks.username === undefined ? "" : html`<input type="hidden" name="username" value="${asks.username}">`}
<span>${texts.noCodeYet}</span> <button type="submit" name="resend" value="" class="link redirect-customizable">${texts.resendButton}</button>`,
  });
}
