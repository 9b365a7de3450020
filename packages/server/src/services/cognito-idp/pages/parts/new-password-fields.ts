import { html } from "hono/html";
import type { PasswordPolicy } from "../../pools/user-pool.ts";
import type { Html } from "../html.ts";
import { type Problem, problemOf } from "../problem.ts";
import type { Texts } from "../texts/en.ts";
import { passwordChecks } from "./password-checks.ts";
import { passwordField } from "./password-field.ts";

/**
 * A new password, twice. Names of the fields: observed in a copy of the classic page's script.
 *
 * @param of `username` is whose it is, told to password managers and neither shown nor sent; `begins`: whether the page begins here
 */
export function newPasswordFields(
  texts: Texts,
  policy: PasswordPolicy,
  problem: Problem | undefined,
  of: { username: string; begins: boolean },
): Html {
  const list = "password-checks";
  return html`<input type="text" autocomplete="username" value="${of.username}" readonly hidden>
${passwordField(
  texts,
  {
    kind: "new",
    name: "new_password",
    id: "new_password",
    label: texts.newPassword,
    describedBy: list,
    autofocus: problem?.field === "new_password" || (of.begins && problem?.field === undefined),
  },
  problem,
)}
${passwordField(
  texts,
  {
    kind: "new",
    name: "confirm_password",
    id: "confirm_password",
    label: texts.confirmPassword,
    autofocus: problem?.field === "confirm_password",
  },
  problem,
)}
${passwordChecks(texts, policy, { password: "new_password", repeated: "confirm_password", list })}`;
}

/** What is wrong with the two before the pool's policy is asked. Programs that send no second one are not asked for it. */
export function newPasswordProblem(form: URLSearchParams, texts: Texts): Problem | undefined {
  const password = form.get("new_password") ?? "";
  if (password === "") return problemOf(texts, "missingValue", "new_password");
  const repeated = form.get("confirm_password");
  return repeated !== null && repeated !== password ? problemOf(texts, "checkNoMatch", "confirm_password") : undefined;
}
