import { html } from "hono/html";
import { AwsError } from "../../../aws/errors.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import { resetPassword } from "../users/reset-password.ts";
import { assertModel } from "./assert-model.ts";
import { goTo, pageAddress } from "./go-to.ts";
import { type Again, again, page } from "./page.ts";
import type { PageData, Sent } from "./page-data.ts";
import { alertOf } from "./parts/alert.ts";
import { canBeCode, codeField, typedCode } from "./parts/code-field.ts";
import { formOf, submitButton } from "./parts/form.ts";
import { graphic } from "./parts/graphic.ts";
import { mailboxLink } from "./parts/mailbox-link.ts";
import { newPasswordFields, newPasswordProblem } from "./parts/new-password-fields.ts";
import { resendForm } from "./parts/resend-form.ts";
import { problemFrom, problemOf } from "./problem.ts";
import { showPage } from "./show.ts";
import type { Texts } from "./texts/en.ts";
import { fill } from "./texts/fill.ts";
import type { Visit } from "./visit.ts";

type Resetting = Extract<PageData, { kind: "reset" }>;

/**
 * `/confirmForgotPassword`: sets a new password by the code of `/forgotPassword`, then goes to sign in (documented). Reached from there
 * only; else the browser is sent there (assumed).
 */
export default page({
  async show(visit, shown) {
    return visit.data?.kind === "reset" ? show(visit, visit.data, shown) : goTo(visit, "/forgotPassword");
  },
  async submit(visit, form) {
    return visit.data?.kind === "reset" ? submit(visit, visit.data, form) : goTo(visit, "/forgotPassword");
  },
});

function show(visit: Visit, { username, sent }: Resetting, shown?: Again): Promise<LoginResponse> {
  const { texts, found } = visit;
  const problem = shown?.problem;
  const content = html`${graphic(visit, sent?.medium === "SMS" ? "sms" : "email")}
<h1>${texts.resetHeading}</h1>
<p class="lead textDescription-customizable">${leadOf(texts, sent)}</p>
${alertOf(problem)}
${formOf(visit, {
  name: "confirmForgotPasswordForm",
  path: "/confirmForgotPassword",
  content: html`${codeField(texts, problem)}
${newPasswordFields(texts, found.pool.settings.passwordPolicy, problem, { username, begins: false })}
${submitButton({ name: "reset_password", text: texts.resetButton })}`,
})}
${resendForm(visit, { path: "/forgotPassword", username })}
${mailboxLink(visit)}
<p class="other redirect-customizable"><a href="${pageAddress(visit, "/login")}">${texts.backToSignIn}</a></p>`;
  return showPage(visit, { title: texts.resetHeading, content, status: shown?.status ?? 200 });
}

function leadOf(texts: Texts, sent: Sent | undefined): string {
  if (sent === undefined) return texts.resetRequired;
  const { destination, medium } = sent;
  return fill(medium === "SMS" ? texts.resetSentBySms : texts.resetSentByEmail, { destination });
}

async function submit(visit: Visit, data: Resetting, form: URLSearchParams): Promise<LoginResponse> {
  const { texts, ctx, found } = visit;
  const code = typedCode(form);
  if (!canBeCode(code)) return show(visit, data, again(problemOf(texts, "invalidCode", "code"), form));
  const problem = newPasswordProblem(form, texts);
  if (problem !== undefined) return show(visit, data, again(problem, form));
  const { username } = data;
  try {
    const password = form.get("new_password") ?? "";
    assertModel({ password });
    await resetPassword(ctx, found, { username, code, password });
    return goTo(visit, "/login", { kind: "notice", username, notice: "passwordChanged", tone: "good" });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const fields = { password: "new_password", code: "code" };
    return show(visit, data, again(problemFrom(error, texts, fields), form));
  }
}
