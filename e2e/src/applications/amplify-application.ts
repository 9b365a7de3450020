import { Amplify } from "aws-amplify";
import { fetchAuthSession, getCurrentUser, signInWithRedirect, signOut } from "aws-amplify/auth";
import "aws-amplify/auth/enable-oauth-listener";
import { Hub } from "aws-amplify/utils";
import { failed, settings, show } from "./application-page.ts";

/**
 * A single-page application of the smallest kind, as Amplify's guide has it: it signs in by the login pages, and shows who came back. It is bundled
 * for the browser and finds its settings in the page that loads it.
 */
Amplify.configure(settings);

async function whoIsHere(): Promise<void> {
  try {
    const { username } = await getCurrentUser();
    const { tokens } = await fetchAuthSession();
    show("claims", JSON.stringify(tokens?.idToken?.payload ?? {}));
    show("user", username);
  } catch {
    show("user", "nobody");
  }
}

Hub.listen("auth", ({ payload }) => {
  if (payload.event === "signInWithRedirect") whoIsHere();
  if (payload.event === "signInWithRedirect_failure") failed(payload.data?.error);
  if (payload.event === "customOAuthState") show("state", payload.data);
});
document.getElementById("sign-in")?.addEventListener("click", () => {
  signInWithRedirect({ customState: "Grüße an: /todo?id=7" }).catch(failed);
});
document.getElementById("refresh")?.addEventListener("click", () => {
  fetchAuthSession({ forceRefresh: true }).then(
    ({ tokens }) => show("refreshed", tokens?.accessToken.toString() ?? ""),
    failed,
  );
});
document.getElementById("sign-out")?.addEventListener("click", () => {
  signOut().catch(failed);
});
if (!new URLSearchParams(location.search).has("code")) whoIsHere();
