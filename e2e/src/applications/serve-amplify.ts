import { join } from "node:path";
import { build } from "esbuild";
import { endpoint } from "../../../compat/src/endpoint.ts";
import { domainAddress, type Form, type Place } from "../place.ts";

/** Bundles the Amplify application and serves it from the place's web server, set up for the place's pool and domain. */
export async function serveAmplify(place: Place, form: Form): Promise<void> {
  const { application, prefix } = place;
  const {
    outputFiles: [bundle],
  } = await build({
    entryPoints: [join(import.meta.dirname, "amplify-application.ts")],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  if (bundle === undefined) throw new Error("esbuild wrote nothing");
  const settings = {
    Auth: {
      Cognito: {
        userPoolId: place.poolId,
        userPoolClientId: place.clientId,
        userPoolEndpoint: `http://localhost:${new URL(endpoint).port}`,
        loginWith: {
          oauth: {
            // Amplify puts `https://` before it and takes no other.
            domain: domainAddress(prefix, form).replace(/^http:\/\//, ""),
            scopes: ["openid", "email", "profile"],
            redirectSignIn: [application.callback],
            redirectSignOut: [application.signedOut],
            responseType: "code",
          },
        },
      },
    },
  };
  application.serve("/application.js", "text/javascript; charset=utf-8", bundle.text);
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Amplify application</title>
<script type="application/json" id="settings">${JSON.stringify(settings)}</script>
<button id="sign-in">Sign in</button> <button id="refresh">Refresh</button> <button id="sign-out">Sign out</button>
<p>User: <output id="user"></output></p><p>State: <output id="state"></output></p><pre id="claims"></pre><p id="refreshed"></p><p id="error" role="alert"></p>
<script type="module" src="/application.js"></script></html>`;
  for (const path of ["/", "/callback", "/signed-out"]) application.serve(path, "text/html; charset=utf-8", html);
}
