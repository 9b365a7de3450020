import { join } from "node:path";
import { build } from "esbuild";
import { endpoint } from "../../../compat/src/endpoint.ts";
import { domainAddress, type Form, type Place } from "../place.ts";

/** An application on one of Amplify's versions. */
export interface AmplifyApplication {
  /** How Amplify calls what it does when it sends the browser to the login pages. */
  readonly signIn: string;
  readonly file: string;
  /** Whether the application sends a state of its own, and hears of it afterwards. */
  readonly ownState: boolean;
  /** What it is configured with, as that version's guide has it. @param domain without the `https://` that Amplify puts before it */
  settings(place: Place, domain: string): unknown;
}

const scopes = ["openid", "email", "profile"];
const userPoolEndpoint = `http://localhost:${new URL(endpoint).port}`;

export const amplifyApplications: readonly AmplifyApplication[] = [
  {
    signIn: "aws-amplify 6's signInWithRedirect",
    file: "amplify-application.ts",
    ownState: true,
    settings: ({ poolId, clientId, application }, domain) => ({
      Auth: {
        Cognito: {
          userPoolId: poolId,
          userPoolClientId: clientId,
          userPoolEndpoint,
          loginWith: {
            oauth: {
              domain,
              scopes,
              redirectSignIn: [application.callback],
              redirectSignOut: [application.signedOut],
              responseType: "code",
            },
          },
        },
      },
    }),
  },
  {
    signIn: "aws-amplify 5's federatedSignIn",
    file: "amplify-5-application.ts",
    ownState: false,
    settings: ({ poolId, clientId, application }, domain) => ({
      region: "us-east-1",
      userPoolId: poolId,
      userPoolWebClientId: clientId,
      endpoint: userPoolEndpoint,
      oauth: {
        domain,
        scope: scopes,
        redirectSignIn: application.callback,
        redirectSignOut: application.signedOut,
        responseType: "code",
      },
    }),
  },
];

/** Bundles an application and serves it from the place's web server, set up for the place's pool and domain. */
export async function serveAmplify(place: Place, form: Form, { file, settings }: AmplifyApplication): Promise<void> {
  const { application, prefix } = place;
  const {
    outputFiles: [bundle],
  } = await build({
    entryPoints: [join(import.meta.dirname, file)],
    bundle: true,
    format: "esm",
    platform: "browser",
    // Amplify 5 names the global object as Node does; its guide has bundlers told so.
    define: { global: "globalThis" },
    write: false,
    logLevel: "silent",
  });
  if (bundle === undefined) throw new Error("esbuild wrote nothing");
  const domain = domainAddress(prefix, form).replace(/^http:\/\//, "");
  application.serve("/application.js", "text/javascript; charset=utf-8", bundle.text);
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Amplify application</title>
<script type="application/json" id="settings">${JSON.stringify(settings(place, domain))}</script>
<button id="sign-in">Sign in</button> <button id="refresh">Refresh</button> <button id="sign-out">Sign out</button>
<p>User: <output id="user"></output></p><p>State: <output id="state"></output></p><pre id="claims"></pre><p id="refreshed"></p><p id="error" role="alert"></p>
<script type="module" src="/application.js"></script></html>`;
  for (const path of ["/", "/callback", "/signed-out"]) application.serve(path, "text/html; charset=utf-8", html);
}
