import { Auth, CognitoHostedUIIdentityProvider } from "amplify-auth-5";
import { failed, settings, show } from "./application-page.ts";

/**
 * The application of amplify-application.ts on Amplify 5, whose `Auth` waits by itself for the answer of the login pages. It tells the state that
 * comes back to nobody but its `Hub`, which is in another package.
 */
Auth.configure(settings);

async function whoIsHere(): Promise<void> {
  try {
    const user = await Auth.currentAuthenticatedUser();
    const session = await Auth.currentSession();
    show("claims", JSON.stringify(session.getIdToken().payload));
    show("user", user.getUsername());
  } catch {
    show("user", "nobody");
  }
}

async function refresh(): Promise<void> {
  const user = await Auth.currentAuthenticatedUser();
  user.refreshSession((await Auth.currentSession()).getRefreshToken(), (error: unknown, session: typeof user) => {
    if (error) failed(error);
    else show("refreshed", session.getAccessToken().getJwtToken());
  });
}

document.getElementById("sign-in")?.addEventListener("click", () => {
  Auth.federatedSignIn({ provider: CognitoHostedUIIdentityProvider.Cognito }).catch(failed);
});
document.getElementById("refresh")?.addEventListener("click", () => void refresh().catch(failed));
document.getElementById("sign-out")?.addEventListener("click", () => {
  Auth.signOut().catch(failed);
});
whoIsHere();
