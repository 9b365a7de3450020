import { html } from "hono/html";
import type { Frame } from "../frame.ts";
import { type Html, nothing } from "../html.ts";
import { LANGUAGE_NAMES, LOCALES } from "../texts/locales.ts";

/** Chooses the language: the same page again with `lang`, which the browser keeps. Only managed pages are translated (documented). */
export function languageForm({ appearance, locale, texts, request, ctx }: Frame): Html | string {
  if (appearance.version !== 2 || request.method === "POST") return nothing;
  const others = [...new URLSearchParams(request.query)].filter(([name]) => name !== "lang");
  return html`<form name="languageForm" class="languages" method="get" action="${ctx.base}${request.path}">
${others.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="lang" class="hidden">${texts.language}</label>
<select id="lang" name="lang" data-send>${LOCALES.map(
    (one) =>
      html`<option value="${one}" lang="${one}"${one === locale ? html` selected` : nothing}>${LANGUAGE_NAMES[one]}</option>`,
  )}</select>
<button type="submit" class="quiet">${texts.languageButton}</button>
</form>`;
}
