import { html } from "hono/html";
import type { LinkOutcome } from "../codes/confirm-user-link.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import type { Shown } from "./show.ts";
import type { TextKey, Texts } from "./texts/en.ts";

const OUTCOMES: Readonly<Record<LinkOutcome, { status: number; title: TextKey; text: TextKey }>> = {
  confirmed: { status: 200, title: "linkConfirmed", text: "linkConfirmedText" },
  invalid: { status: 400, title: "linkInvalid", text: "linkInvalidText" },
  expired: { status: 400, title: "linkExpired", text: "linkExpiredText" },
  taken: { status: 409, title: "linkTaken", text: "linkTakenText" },
  tooMany: { status: 429, title: "linkTooMany", text: "linkTooManyText" },
};

/**
 * What a confirmation link came to, as its page says it; texts and statuses are assumed. Nothing of the link appears on the page, and nothing on it
 * asks once more, which would follow the link again.
 */
export function linkOutcome(texts: Texts, outcome: LinkOutcome): Shown {
  const { status, title, text } = OUTCOMES[outcome];
  const content = html`<h1>${texts[title]}</h1>
<p class="lead textDescription-customizable">${texts[text]}</p>`;
  return { title: texts[title], content, status, again: undefined };
}

/** The page's address holds a code, which no other page is told. */
export function withoutReferrer(answer: LoginResponse): LoginResponse {
  return { ...answer, headers: { ...answer.headers, "referrer-policy": "no-referrer" } };
}
