import { html } from "hono/html";
import { AwsError } from "../../../aws/errors.ts";
import { sendRequestedCode } from "../codes/requested-code.ts";
import { resetCode } from "../codes/reset-code.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import { goTo, pageAddress } from "./go-to.ts";
import { type Again, again, page } from "./page.ts";
import { alertOf } from "./parts/alert.ts";
import { fieldOf } from "./parts/field.ts";
import { formOf, submitButton } from "./parts/form.ts";
import { graphic } from "./parts/graphic.ts";
import { canBeUsername, typedUsername, usernameLook } from "./parts/username-field.ts";
import { problemFrom, problemOf } from "./problem.ts";
import { sentOf } from "./sent.ts";
import { showPage } from "./show.ts";
import type { Visit } from "./visit.ts";

/** `/forgotPassword`: sends a code with which a new password can be set. It says nothing of whether there is such a user. */
export default page({ show, submit });

function show(visit: Visit, shown?: Again): Promise<LoginResponse> {
  const { texts, found, authorization } = visit;
  const look = usernameLook(found.pool.identity);
  const problem = shown?.problem;
  const content = html`${graphic(visit, "password")}
<h1>${texts.forgotHeading}</h1>
<p class="lead textDescription-customizable">${texts.forgotLead}</p>
${alertOf(problem)}
${formOf(visit, {
  name: "forgotPasswordForm",
  path: "/forgotPassword",
  content: html`${fieldOf(
    {
      ...look,
      label: texts[look.label],
      name: "username",
      id: "username",
      autocomplete: "username",
      value: shown?.form.get("username") ?? authorization.loginHint,
      required: true,
      autofocus: true,
    },
    problem,
  )}
${submitButton({ name: "reset_my_password", text: texts.forgotButton })}`,
})}
<p class="other redirect-customizable"><a href="${pageAddress(visit, "/login")}">${texts.backToSignIn}</a></p>`;
  return showPage(visit, { title: texts.forgotHeading, content, status: shown?.status ?? 200 });
}

async function submit(visit: Visit, form: URLSearchParams): Promise<LoginResponse> {
  const { texts, ctx, found } = visit;
  const username = typedUsername(form);
  if (username === "") return show(visit, again(problemOf(texts, "missingValue", "username"), form));
  if (!canBeUsername(username)) return show(visit, again(problemOf(texts, "invalidUsername", "username"), form));
  try {
    const details = await sendRequestedCode(ctx, found, username, resetCode);
    const sent = sentOf(found.pool, details, "reset-password");
    return goTo(visit, "/confirmForgotPassword", { kind: "reset", username, sent });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return show(visit, again(problemFrom(error, texts, {}), form));
  }
}
