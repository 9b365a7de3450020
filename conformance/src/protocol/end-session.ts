import { randomBytes } from "node:crypto";
import type { Visit } from "../../../compat/src/browser/browser.ts";
import type { Trial } from "../trial.ts";
import { readError } from "./answer.ts";
import { authorize, describeVisit, type Parameters, withParameters } from "./authorize.ts";
import { NEEDS_A_PAGE } from "./needs-a-page.ts";
import { type SignIn, signIn } from "./sign-in.ts";

/** A request to the end_session_endpoint and where it led. */
export interface EndSession {
  signedIn: SignIn;
  parameters: Parameters;
  end: Visit;
}

/**
 * Signs in and sends the browser to the end_session_endpoint, with a good request in which `change` is made.
 * @param confirm whether the user says yes when the OP asks
 */
export async function endSession(
  trial: Trial,
  change: (good: Parameters, signedIn: SignIn) => Parameters,
  { confirm = true }: { confirm?: boolean } = {},
): Promise<EndSession> {
  const { browser, metadata, op } = trial;
  const signedIn = await signIn(trial);
  const parameters = change(
    {
      id_token_hint: signedIn.tokens.idToken,
      post_logout_redirect_uri: signedIn.client.postLogoutRedirectUri,
      state: randomBytes(24).toString("base64url"),
    },
    signedIn,
  );
  const endpoint = trial.need(metadata.end_session_endpoint, "the document names the end_session_endpoint");
  const end = await browser.open(withParameters(endpoint, parameters));
  const asked = end.kind === "page" && op.asksToSignOut(end);
  return { signedIn, parameters, end: asked && confirm ? await op.signOut(browser, end) : end };
}

/** The browser is back at the client, with the state and nothing else. */
export function mustReturn(trial: Trial, { signedIn, parameters, end }: EndSession): void {
  const { url } = trial.need(
    end.kind === "arrival" ? end : undefined,
    `the browser comes back to the client: ${describeVisit(end)}`,
  );
  const { postLogoutRedirectUri } = signedIn.client;
  trial.must(
    `${url.origin}${url.pathname}` === postLogoutRedirectUri,
    `it comes to ${postLogoutRedirectUri}, not ${url}`,
  );
  const { state } = parameters;
  trial.must(url.searchParams.get("state") === (state ?? null), `state comes back as it was sent: ${state} in ${url}`);
  const others = [...url.searchParams.keys()].filter((name) => name !== "state");
  trial.should(others.length === 0, `nothing else comes with it: ${others.join(", ")}`);
}

/** The browser stays at the OP, on a page that is no sign-in. */
export function mustStay(trial: Trial, { end }: EndSession): void {
  trial.must(end.kind === "page", `the browser stays at the OP: ${describeVisit(end)}`);
  trial.must(end.kind !== "page" || !trial.op.asksToSignIn(end), "the page is no sign-in");
}

/** Nobody is signed in any more. */
export async function mustBeSignedOut(trial: Trial): Promise<void> {
  const error = readError(trial, await authorize(trial, { prompt: "none" }));
  trial.must(NEEDS_A_PAGE.includes(error), `after the sign-out prompt=none says that a page is needed, not ${error}`);
}
