import { html } from "hono/html";
import type { Html } from "../html.ts";
import type { Visit } from "../visit.ts";
import { formOf } from "./form.ts";

/** Seconds for which the page's script holds back a second request for a code. The server has limits of its own. */
const WAIT = 30;

/** Asks for a new code. */
export function resendForm(visit: Visit, asks: { path: string; askedAt: number | undefined; username?: string }): Html {
  const { texts, ctx } = visit;
  const passed = asks.askedAt === undefined ? WAIT : Math.floor((ctx.clock.now() - asks.askedAt) / 1000);
  const wait = Math.max(0, WAIT - passed);
  return formOf(visit, {
    name: "resendCodeForm",
    path: asks.path,
    classes: "resend",
    content: html`${asks.username === undefined ? "" : html`<input type="hidden" name="username" value="${asks.username}">`}
<span>${texts.noCodeYet}</span> <button type="submit" name="resend" value="" class="link redirect-customizable" data-wait="${wait}">${texts.resendButton}</button>`,
  });
}
