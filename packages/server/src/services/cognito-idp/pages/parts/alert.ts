import { html } from "hono/html";
import { type Html, nothing } from "../html.ts";
import type { Problem } from "../problem.ts";

/** What went wrong with the whole form. Ids and classes are the classic page's (observed, three third parties). */
export function alertOf(problem: Problem | undefined): Html | string {
  if (problem === undefined || problem.field !== undefined) return nothing;
  return html`<p id="loginErrorMessage" class="alert errorMessage-customizable" role="alert">${problem.text}</p>`;
}

/** The id of `noticeOf`, for the field at which the page begins: whoever hears pages hears the focused field first, and the notice with it. */
export const NOTICE = "notice";

/** A sentence on what was done, or is to be done. */
export function noticeOf(text: string | undefined, tone: "good" | "bad" = "good"): Html | string {
  return text === undefined ? nothing : html`<p id="${NOTICE}" class="notice notice-${tone}" role="status">${text}</p>`;
}
