import { html } from "hono/html";
import type { Frame } from "../frame.ts";
import { type Html, nothing } from "../html.ts";
import { LANGUAGE_NAMES, LOCALES } from "../texts/locales.ts";

/** What chooses a language already: `ui_locales` on pages of RP-initiated logout. */
const CHOOSING = ["lang", "ui_locales"];

/** How a page is asked for once more: by GET with the request's query, or by POST with fields that do nothing but show it. */
export interface ShownAgain {
  path: string;
  posts?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** Chooses the language: the page again with `lang`, which the browser keeps. Only managed pages are translated (documented). */
export function languageForm(
  { appearance, locale, texts, request, ctx }: Frame,
  { path, posts }: ShownAgain,
): Html | string {
  if (appearance.version !== 2) return nothing;
  const carried = posts ?? [...new URLSearchParams(request.query)];
  const others = carried.filter(([name]) => !CHOOSING.includes(name));
  return html`<form name="languageForm" class="languages" method="${posts ? "post" : "get"}" action="${ctx.base}${path}">
${others.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="lang" class="hidden">${texts.language}</label>
<select id="lang" name="lang" data-send>${LOCALES.map(
    (one) =>
      html`<option value="${one}" lang="${one}"${one === locale ? html` selected` : nothing}>${LANGUAGE_NAMES[one]}</option>`,
  )}</select>
<button type="submit" class="quiet">${texts.languageButton}</button>
</form>`;
}
