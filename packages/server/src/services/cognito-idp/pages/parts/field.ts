import { html } from "hono/html";
import { type Html, nothing } from "../html.ts";
import type { Problem } from "../problem.ts";

export interface Field {
  name: string;
  id: string;
  label: string;
  type: "text" | "email" | "tel" | "password" | "url" | "date";
  autocomplete: string;
  value?: string | undefined;
  required?: boolean;
  /** Said behind the label of a field that may stay empty. */
  optional?: string | undefined;
  placeholder?: string | undefined;
  inputmode?: "numeric" | "tel" | "email" | "url" | undefined;
  /** Whether the page begins here. */
  autofocus?: boolean;
  /** Ids of what else describes the field. */
  describedBy?: string | undefined;
  /** For the page's script. */
  data?: Readonly<Record<`data-${string}`, string>>;
}

/** A field with its label, and what is wrong with it under it. Never repeats a password. */
export function fieldOf(field: Field, problem: Problem | undefined): Html {
  const { id, name, type } = field;
  const own = problem?.field === name ? problem : undefined;
  // What is wrong with the whole form describes its fields too.
  const whole = problem !== undefined && problem.field === undefined ? "loginErrorMessage" : undefined;
  const described = [own && `${id}-error`, whole, field.describedBy].filter(Boolean).join(" ");
  return html`<div class="field">
<label class="label-customizable" for="${id}">${field.label}${field.optional ? html` <span class="optional">(${field.optional})</span>` : nothing}</label>
<input class="inputField-customizable form-control" id="${id}" name="${name}" type="${type}" autocomplete="${field.autocomplete}"${attributes(
    {
      value: type === "password" ? undefined : field.value,
      placeholder: field.placeholder,
      inputmode: field.inputmode,
      "aria-describedby": described || undefined,
      "aria-invalid": own ? "true" : undefined,
      ...(type === "text" && { autocapitalize: "none", spellcheck: "false" }),
      ...field.data,
    },
  )}${field.required ? html` required` : nothing}${field.autofocus ? html` autofocus` : nothing}>
${own ? html`<p id="${id}-error" class="field-error errorMessage-customizable" role="alert">${own.text}</p>` : nothing}
</div>`;
}

function attributes(all: Readonly<Record<string, string | undefined>>): Html[] {
  return Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [html` ${name}="${value}"`]));
}
