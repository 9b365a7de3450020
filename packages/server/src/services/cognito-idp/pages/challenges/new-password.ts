import { html } from "hono/html";
import { assertModel } from "../assert-model.ts";
import { alertOf } from "../parts/alert.ts";
import { attributeField, attributesOf, missingAttribute } from "../parts/attribute-fields.ts";
import { formOf, submitButton } from "../parts/form.ts";
import { graphic } from "../parts/graphic.ts";
import { newPasswordFields, newPasswordProblem } from "../parts/new-password-fields.ts";
import type { ChallengePage } from "./challenge-page.ts";

const PATH = "/changePassword";

/** The parameter names attributes with the prefix that the answer has too. */
const PREFIX = "userAttributes.";

/** The user signed in with a password that an administrator set, and chooses an own one. Path and names of the fields are assumed. */
export const newPassword: ChallengePage = {
  challenge: "NEW_PASSWORD_REQUIRED",
  path: PATH,
  fields: {
    password: "new_password",
    email: "requiredAttributes[email]",
    phone_number: "requiredAttributes[phone_number]",
  },

  keep: ({ requiredAttributes = "[]" }) => ({ required: requiredAttributes }),

  show(visit, kept, again) {
    const { texts, found, data } = visit;
    const username = data?.kind === "challenge" ? data.username : "";
    const problem = again?.problem;
    const typed = again?.form;
    return {
      title: texts.newPasswordHeading,
      status: again?.status ?? 200,
      content: html`${graphic(visit, "password")}
<h1>${texts.newPasswordHeading}</h1>
<p class="lead textDescription-customizable">${texts.newPasswordLead}</p>
${alertOf(problem)}
${formOf(visit, {
  name: "newPasswordForm",
  path: PATH,
  content: html`${newPasswordFields(texts, found.pool.settings.passwordPolicy, problem, { username, begins: true })}
${requiredOf(kept).map((name) => attributeField(found.pool, texts, { name, required: true, typed }, problem))}
${submitButton({ name: "reset_password", text: texts.newPasswordButton })}`,
})}`,
    };
  },

  check: (form, texts, kept) => newPasswordProblem(form, texts) ?? missingAttribute(form, texts, requiredOf(kept)),

  responses(form) {
    const password = form.get("new_password") ?? "";
    const attributes = attributesOf(form);
    assertModel({ password, attributes });
    return {
      NEW_PASSWORD: password,
      ...Object.fromEntries(attributes.map(({ Name, Value }) => [`${PREFIX}${Name}`, Value])),
    };
  },
};

function requiredOf({ required = "[]" }: Readonly<Record<string, string>>): string[] {
  const names: string[] = JSON.parse(required);
  return names.map((name) => name.slice(PREFIX.length));
}
