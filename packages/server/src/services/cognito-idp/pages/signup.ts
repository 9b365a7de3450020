import { html } from "hono/html";
import { AwsError } from "../../../aws/errors.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { termsIn } from "../terms/terms-links.ts";
import { signUp } from "../users/sign-up.ts";
import { assertModel } from "./assert-model.ts";
import { digest } from "./digest.ts";
import { goTo, pageAddress } from "./go-to.ts";
import { type Html, nothing } from "./html.ts";
import { type Again, again, page } from "./page.ts";
import { alertOf } from "./parts/alert.ts";
import { attributeField, attributeFieldName, attributesOf, missingAttribute } from "./parts/attribute-fields.ts";
import { fieldOf } from "./parts/field.ts";
import { formOf, submitButton } from "./parts/form.ts";
import { passwordChecks } from "./parts/password-checks.ts";
import { passwordField } from "./parts/password-field.ts";
import { canBeUsername, typedUsername, usernameLook } from "./parts/username-field.ts";
import { problemFrom, problemOf } from "./problem.ts";
import { sentOf } from "./sent.ts";
import { showPage } from "./show.ts";
import type { Visit } from "./visit.ts";

/** `/signup`: registers a user. Names as on the classic page (recorded: the sign-up page of 2020). */
export default page({
  async show(visit, shown) {
    // Where only administrators make users there is no such page (assumed).
    return visit.found.pool.settings.adminCreateUser.allowAdminCreateUserOnly
      ? goTo(visit, "/login")
      : show(visit, shown);
  },
  submit,
});

function show(visit: Visit, shown?: Again): Promise<LoginResponse> {
  const { texts, found, appearance } = visit;
  const { identity, settings } = found.pool;
  const look = usernameLook(identity);
  const problem = shown?.problem;
  const typed = shown?.form;
  const asked = askedAttributes(found.pool);
  const list = "password-checks";
  const content = html`<h1>${texts.signUpHeading}</h1>
${alertOf(problem)}
${formOf(visit, {
  name: "signupform",
  path: "/signup",
  content: html`${fieldOf(
    {
      ...look,
      label: texts[look.label],
      name: "username",
      id: "signUpFormUsername",
      autocomplete: "username",
      value: typed?.get("username") ?? undefined,
      required: true,
      autofocus: problem?.field === undefined || problem.field === "username",
    },
    problem,
  )}
${asked.map(({ name, required }) => attributeField(found.pool, texts, { name, required, typed }, problem))}
${passwordField(
  texts,
  {
    kind: "new",
    name: "password",
    id: "signUpFormPassword",
    label: texts.password,
    describedBy: list,
    autofocus: problem?.field === "password",
  },
  problem,
)}
${passwordChecks(texts, settings.passwordPolicy, { password: "signUpFormPassword", list })}
${termsOf(visit)}
${submitButton({ name: "signUpButton", text: texts.signUpButton, classes: "signUpButton" })}`,
})}
<p class="other redirect-customizable"><span>${texts.haveAccount}</span> <a href="${pageAddress(visit, "/login")}">${texts.signInLink}</a></p>`;
  const title = appearance.version === 1 ? "Signin" : texts.signUp; // the classic page's title (recorded)
  return showPage(visit, { title, content, status: shown?.status ?? 200 });
}

/**
 * The attributes that are asked for besides the name: those that the pool requires (documented), and the addresses that a code could go to,
 * without which nobody could confirm (assumed). What the name itself gives is not asked for again.
 */
function askedAttributes({ schema, settings, identity }: UserPool): { name: string; required: boolean }[] {
  const given: readonly string[] = identity.usernameAttributes.length === 1 ? identity.usernameAttributes : [];
  const verified: readonly string[] = settings.autoVerifiedAttributes;
  return schema
    .filter(({ name }) => name !== "sub" && !given.includes(name))
    .filter(({ name, required }) => required || (verified.includes(name) && identity.usernameAttributes.length === 0))
    .map(({ name, required }) => ({ name, required: required || verified.length === 1 }));
}

function termsOf({ appearance, locale, texts }: Visit): Html | string {
  const links = termsIn(appearance.terms, locale);
  if (links === undefined) return nothing;
  const link = (url: string, text: string) => html`<a href="${url}" target="_blank" rel="noopener">${text}</a>`;
  const pieces: Readonly<Record<string, Html>> = {
    "{terms}": link(links.termsOfUse, texts.termsOfUse),
    "{privacy}": link(links.privacyPolicy, texts.privacyPolicy),
  };
  const sentence = texts.termsSentence.split(/(\{\w+\})/).map((part) => pieces[part] ?? part);
  return html`<p class="legal legalText-customizable">${sentence}</p>`;
}

/** A digest of all that was typed. */
function signedUpWith(form: URLSearchParams): string {
  return digest([form.get("username"), form.get("password"), attributesOf(form)]);
}

async function submit(visit: Visit, form: URLSearchParams): Promise<LoginResponse> {
  const { texts, ctx, found } = visit;
  const username = typedUsername(form);
  const password = form.get("password") ?? "";
  const required = found.pool.schema
    .filter((definition) => definition.required && form.has(attributeFieldName(definition.name)))
    .map(({ name }) => name);
  const missing = missingAttribute(form, texts, required);
  if (username === "") return show(visit, again(problemOf(texts, "missingValue", "username"), form));
  if (!canBeUsername(username)) return show(visit, again(problemOf(texts, "invalidUsername", "username"), form));
  if (missing !== undefined) return show(visit, again(missing, form));
  if (password === "") return show(visit, again(problemOf(texts, "missingValue", "password"), form));
  try {
    const attributes = attributesOf(form);
    assertModel({ password, attributes });
    const { details } = await signUp(ctx, found, { username, password, mayLackPassword: false, attributes });
    return goTo(visit, "/confirm", {
      kind: "confirm",
      username,
      sent: sentOf(found.pool, details, "sign-up"),
      notice: undefined,
      with: signedUpWith(form),
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // Whoever went back and sends the same again is the user that there is already.
    const { data } = visit;
    const signedUp = data?.kind === "confirm" && data.username === username && data.with === signedUpWith(form);
    if (error.code === "UsernameExistsException" && signedUp) return goTo(visit, "/confirm");
    const field = (name: string) => (form.has(attributeFieldName(name)) ? attributeFieldName(name) : "username");
    const fields = {
      username: "username",
      password: "password",
      email: field("email"),
      phone_number: field("phone_number"),
    };
    return show(visit, again(problemFrom(error, texts, fields), form));
  }
}
