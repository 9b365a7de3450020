import type { Html } from "../html.ts";
import type { Problem } from "../problem.ts";
import type { Texts } from "../texts/en.ts";
import { type Field, fieldOf } from "./field.ts";

/** A field for a password, which the page's script can show in clear. */
export function passwordField(
  texts: Texts,
  field: Pick<Field, "name" | "id" | "label" | "autofocus" | "describedBy"> & { kind: "current" | "new" },
  problem: Problem | undefined,
): Html {
  const { kind, ...rest } = field;
  return fieldOf(
    {
      ...rest,
      type: "password",
      autocomplete: kind === "current" ? "current-password" : "new-password",
      required: true,
      data: { "data-show": texts.showPassword, "data-hide": texts.hidePassword },
    },
    problem,
  );
}
