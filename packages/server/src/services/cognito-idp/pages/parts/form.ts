import { html } from "hono/html";
import { pageAddress } from "../go-to.ts";
import { type Html, nothing } from "../html.ts";
import type { Visit } from "../visit.ts";

/** The field that tells one form from another that looks the same: see `once.ts`. */
export const ONCE = "once";

/**
 * A form of the pages. The token has both of its names, and `cognitoAsfData` stands where scripts of Cognito put a fingerprint (recorded:
 * POST /login, 2024), which is not looked at.
 *
 * @param form `name` as on the classic pages where they have one; `repeatable` where sending it twice does no more than sending it once
 */
export function formOf(
  visit: Visit,
  form: { name: string; path: string; content: Html; classes?: string; repeatable?: boolean },
): Html {
  const { token, appearance, ctx } = visit;
  const field = appearance.version === 2 ? "csrf" : "_csrf";
  return html`<form name="${form.name}" class="${form.classes ?? "cognito-asf"}" method="post" action="${pageAddress(visit, form.path)}" data-once>
<input type="hidden" name="${field}" value="${token.field}">
${form.classes === undefined ? html`<input type="hidden" name="cognitoAsfData" value="">` : nothing}
${form.repeatable ? nothing : html`<input type="hidden" name="${ONCE}" value="${ctx.random.uuid()}">`}
${form.content}
</form>`;
}

/** The button that sends a form: an input on classic sign-in pages, as tools look for one there (observed, ten third parties). */
export function submitButton(button: { name: string; text: string; asInput?: boolean; classes?: string }): Html {
  const classes = `btn btn-primary submitButton-customizable ${button.classes ?? ""}`.trim();
  return button.asInput
    ? html`<input type="submit" name="${button.name}" class="${classes}" value="${button.text}" aria-label="${button.text}">`
    : html`<button type="submit" name="${button.name}" class="${classes}" value="">${button.text}</button>`;
}
