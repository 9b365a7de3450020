import { html } from "hono/html";
import { AwsError } from "../../../aws/errors.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import { completeConfirmed, sessionAfterConfirmation } from "../sign-in/after-confirmation.ts";
import { confirmSignUp } from "../users/confirm-sign-up.ts";
import { completion } from "./completion.ts";
import { leave } from "./finish.ts";
import { goTo, pageAddress } from "./go-to.ts";
import { type Html, nothing } from "./html.ts";
import { type Again, again, page } from "./page.ts";
import type { PageData, Sent } from "./page-data.ts";
import { alertOf, NOTICE, noticeOf } from "./parts/alert.ts";
import { canBeCode, codeField, typedCode } from "./parts/code-field.ts";
import { formOf, submitButton } from "./parts/form.ts";
import { graphic } from "./parts/graphic.ts";
import { mailboxLink } from "./parts/mailbox-link.ts";
import { resendForm } from "./parts/resend-form.ts";
import { problemFrom, problemOf } from "./problem.ts";
import { showPage } from "./show.ts";
import type { TextKey, Texts } from "./texts/en.ts";
import { fill } from "./texts/fill.ts";
import type { Visit } from "./visit.ts";

/** What is told to whoever signs in before having confirmed. */
const PENDING: readonly TextKey[] = ["confirmationPending", "linkPending"];

type Confirming = Extract<PageData, { kind: "confirm" }>;

/**
 * `/confirm`: takes the code of a sign-up, and signs in whoever brings it. Reached only by whoever has just signed up or proved the password
 * (documented: "redirect from /signup only"); without either the browser is sent to sign in (assumed).
 */
export default page({
  async show(visit, shown) {
    return visit.data?.kind === "confirm" ? showConfirm(visit, visit.data, shown) : toSignIn(visit);
  },
  async submit(visit, form) {
    return visit.data?.kind === "confirm" ? submit(visit, visit.data, form) : toSignIn(visit);
  },
});

/** To the sign-in page, from a page that is no longer there. */
export function toSignIn(visit: Visit): LoginResponse {
  return goTo(visit, "/login", { kind: "notice", username: "", notice: "pageExpired", tone: "bad" });
}

/** The page, also where a new code could not be sent. */
export function showConfirm(visit: Visit, data: Confirming, shown?: Again): Promise<LoginResponse> {
  const { texts } = visit;
  const { sent, notice } = data;
  const problem = shown?.problem;
  const told = problem === undefined ? notice : undefined;
  const content = html`${sent === undefined ? nothing : graphic(visit, sent.medium === "SMS" ? "sms" : "email")}
<h1>${texts.confirmHeading}</h1>
<p class="lead textDescription-customizable">${leadOf(texts, sent)}</p>
${told === undefined ? nothing : noticeOf(texts[told], PENDING.includes(told) ? "bad" : "good")}
${alertOf(problem)}
${sent === undefined || sent.byLink ? nothing : codeForm(visit, shown, told && NOTICE)}
${sent === undefined ? nothing : html`${resendForm(visit, { path: "/resendcode", byLink: sent.byLink })}${mailboxLink(visit, sent.byLink)}`}
<p class="other redirect-customizable"><a href="${pageAddress(visit, "/login")}">${texts.backToSignIn}</a></p>`;
  const again = { path: "/confirm" };
  return showPage(visit, { title: texts.confirmHeading, content, status: shown?.status ?? 200, again });
}

function leadOf(texts: Texts, sent: Sent | undefined): string {
  if (sent === undefined) return texts.confirmedByAdministrator;
  const { destination, byLink, medium } = sent;
  const { linkSentByEmail, codeSentBySms, codeSentByEmail } = texts;
  return fill(byLink ? linkSentByEmail : medium === "SMS" ? codeSentBySms : codeSentByEmail, { destination });
}

function codeForm(visit: Visit, shown: Again | undefined, describedBy: string | undefined): Html {
  const { texts } = visit;
  return formOf(visit, {
    name: "confirmForm",
    path: "/confirm",
    content: html`${codeField(texts, shown?.problem, describedBy)}
${submitButton({ name: "confirm", text: texts.confirmButton })}`,
  });
}

async function submit(visit: Visit, data: Confirming, form: URLSearchParams): Promise<LoginResponse> {
  const { texts, ctx, found } = visit;
  const { username } = data;
  const code = typedCode(form);
  if (!canBeCode(code)) return showConfirm(visit, data, again(problemOf(texts, "invalidCode", "code"), form));
  let session: string | undefined;
  try {
    const confirmed = await confirmSignUp(ctx, found, {
      username,
      code,
      forceAliasCreation: false,
      prepare: (user) => sessionAfterConfirmation(ctx, found, user),
    });
    session = confirmed?.token;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // Confirmed meanwhile, by the link or an administrator.
    if (error.code === "NotAuthorizedException") return confirmedOnly(visit, username);
    return showConfirm(visit, data, again(problemFrom(error, texts, { code: "code" }), form));
  }
  // What comes after is apart from it: a confirmed account stays one, whatever becomes of the sign-in.
  try {
    if (session === undefined) return confirmedOnly(visit, username);
    return await leave(visit, await completeConfirmed(ctx, found, { username, session }, completion(visit)));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    ctx.log.info({ requestId: ctx.requestId, code: error.code, rule: error.text }, "refused");
    return confirmedOnly(visit, username);
  }
}

function confirmedOnly(visit: Visit, username: string): LoginResponse {
  return goTo(visit, "/login", { kind: "notice", username, notice: "accountConfirmed", tone: "good" });
}
