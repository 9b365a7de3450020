import { html } from "hono/html";
import type { Html } from "../html.ts";
import type { Visit } from "../visit.ts";
import { formOf } from "./form.ts";

/** Asks for a new code, or a new link. As at AWS it can be pressed at once: the server's limits hold back whoever presses too often. */
export function resendForm(visit: Visit, asks: { path: string; username?: string; byLink?: boolean }): Html {
  const { texts } = visit;
  const [question, button] = asks.byLink
    ? [texts.noLinkYet, texts.resendLinkButton]
    : [texts.noCodeYet, texts.resendButton];
  return formOf(visit, {
    name: "resendCodeForm",
    path: asks.path,
    classes: "resend",
    content: html`${asks.username === undefined ? "" : html`<input type="hidden" name="username" value="${asks.username}">`}
<span>${question}</span> <button type="submit" name="resend" value="" class="link redirect-customizable">${button}</button>`,
  });
}
