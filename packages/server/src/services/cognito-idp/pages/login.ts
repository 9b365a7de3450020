import { html } from "hono/html";
import { AwsError } from "../../../aws/errors.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import { subjectByName } from "../sign-in/load-subject.ts";
import { takeStep } from "../sign-in/sign-in.ts";
import { completion } from "./completion.ts";
import { finish } from "./finish.ts";
import { goTo, pageAddress } from "./go-to.ts";
import { type Html, nothing } from "./html.ts";
import { type Again, again, page } from "./page.ts";
import { alertOf, NOTICE, noticeOf } from "./parts/alert.ts";
import { fieldOf } from "./parts/field.ts";
import { formOf, submitButton } from "./parts/form.ts";
import { passwordField } from "./parts/password-field.ts";
import { canBeUsername, typedUsername, usernameLook } from "./parts/username-field.ts";
import { problemFrom, problemOf } from "./problem.ts";
import { sentToConfirm } from "./sent.ts";
import { showPage } from "./show.ts";
import type { Visit } from "./visit.ts";

/** A password as the model has it, at most; longer ones are nobody's. */
const MOST_PASSWORD = 256;

/** `/login`: user name and password. Names and ids as on the classic page (observed, ten third parties). */
export default page({ show, submit });

function show(visit: Visit, shown?: Again): Promise<LoginResponse> {
  const { texts, found, authorization, data, appearance } = visit;
  const { identity, settings } = found.pool;
  const look = usernameLook(identity);
  const problem = shown?.problem;
  const left = data?.kind === "notice" ? data : undefined;
  const told = problem === undefined ? left : undefined;
  const describedBy = told && NOTICE;
  const username = shown?.form.get("username") || left?.username || authorization.loginHint || "";
  const beginsAtPassword = username !== "" && problem?.field !== "username";
  const content = html`<h1>${texts.signInHeading}</h1>
<p class="lead textDescription-customizable">${texts[look.heading]}</p>
${told === undefined ? nothing : noticeOf(texts[told.notice], told.tone)}
${alertOf(problem)}
${formOf(visit, {
  name: "cognitoSignInForm",
  path: "/login",
  repeatable: true,
  content: html`${fieldOf(
    {
      ...look,
      label: texts[look.label],
      name: "username",
      id: "signInFormUsername",
      autocomplete: "username",
      value: username,
      required: true,
      autofocus: !beginsAtPassword,
      describedBy: beginsAtPassword ? undefined : describedBy,
    },
    problem,
  )}
${passwordField(
  texts,
  {
    kind: "current",
    name: "password",
    id: "signInFormPassword",
    label: texts.password,
    autofocus: beginsAtPassword,
    describedBy: beginsAtPassword ? describedBy : undefined,
  },
  problem,
)}
<p class="aside"><a class="redirect-customizable" href="${pageAddress(visit, "/forgotPassword")}">${texts.forgotPasswordLink}</a></p>
${submitButton({ name: "signInSubmitButton", text: texts.signInButton, asInput: appearance.version === 1 })}`,
})}
${settings.adminCreateUser.allowAdminCreateUserOnly ? nothing : signUpLink(visit)}`;
  const leaves = left === undefined ? undefined : null;
  return showPage(
    visit,
    { title: appearance.version === 1 ? "Signin" : texts.signIn, content, status: shown?.status ?? 200 },
    leaves,
  );
}

function signUpLink(visit: Visit): Html {
  const { needAccount, signUpLink: text } = visit.texts;
  return html`<p class="other redirect-customizable"><span>${needAccount}</span> <a href="${pageAddress(visit, "/signup")}">${text}</a></p>`;
}

async function submit(visit: Visit, form: URLSearchParams): Promise<LoginResponse> {
  const { texts, ctx, found } = visit;
  const username = typedUsername(form);
  const password = form.get("password") ?? "";
  if (username === "") return show(visit, again(problemOf(texts, "missingValue", "username"), form));
  if (password === "") return show(visit, again(problemOf(texts, "missingValue", "password"), form));
  if (!canBeUsername(username) || password.length > MOST_PASSWORD) {
    return show(visit, again(problemOf(texts, "incorrectUsernameOrPassword"), form));
  }
  try {
    const subject = await subjectByName(ctx, found, username);
    const parameters = { USERNAME: username, PASSWORD: password };
    // Whichever flows the client has at the API, its pages take passwords.
    const input = { kind: "start", flow: "USER_PASSWORD_AUTH", parameters, subject, eventId: ctx.requestId } as const;
    return await finish(visit, username, await takeStep(ctx, found, input, undefined, completion(visit)));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return refused(visit, form, username, error);
  }
}

/** The machine tells the state of a user to whoever proved the password, and to nobody else. */
async function refused(visit: Visit, form: URLSearchParams, username: string, error: AwsError): Promise<LoginResponse> {
  if (error.code === "UserNotConfirmedException") {
    const sent = await sentToConfirm(visit, username);
    return goTo(visit, "/confirm", {
      kind: "confirm",
      username,
      sent,
      notice: sent && (sent.byLink ? "linkPending" : "confirmationPending"),
    });
  }
  if (error.code === "PasswordResetRequiredException") {
    return goTo(visit, "/confirmForgotPassword", { kind: "reset", username, sent: undefined });
  }
  return show(visit, again(problemFrom(error, visit.texts, {}), form));
}
