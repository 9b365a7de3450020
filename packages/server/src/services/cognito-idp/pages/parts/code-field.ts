import type { Html } from "../html.ts";
import type { Problem } from "../problem.ts";
import type { Texts } from "../texts/en.ts";
import { fieldOf } from "./field.ts";

/** The field for a code of a message. Name and id: documented (CloudTrail examples) and observed. */
export function codeField(texts: Texts, problem: Problem | undefined, describedBy?: string): Html {
  return fieldOf(
    {
      name: "code",
      id: "verification_code",
      label: texts.code,
      type: "text",
      inputmode: "numeric",
      autocomplete: "one-time-code",
      required: true,
      describedBy,
      autofocus: problem?.field === undefined || problem.field === "code",
    },
    problem,
  );
}

/** The code that was typed, without the blanks that copying brings along. */
export function typedCode(form: URLSearchParams): string {
  return (form.get("code") ?? "").replaceAll(/\s/g, "");
}

/** As the model has it. */
export function canBeCode(code: string): boolean {
  return /^\S{1,2048}$/.test(code);
}
