import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { LoginContext, LoginResponse } from "./endpoint.ts";

const STYLE = `:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; box-sizing: border-box;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  background: light-dark(#f5f4ef, #0f1719); color: light-dark(#1b2528, #e3ebea) }
main { width: min(26rem, 100%); box-sizing: border-box; padding: clamp(1.25rem, 5vw, 2rem); border-radius: 12px;
  background: light-dark(#ffffff, #172225); border: 1px solid light-dark(#dedcd3, #2b3a3e) }
h1 { margin: 0 0 .5rem; font-size: clamp(1.3rem, 1.1rem + 1.4vw, 1.6rem); line-height: 1.25; text-wrap: balance }
p { margin: 0; color: light-dark(#4d5b61, #a9babd) }
button { margin-top: 1.25rem; width: 100%; min-height: 2.75rem; border: 0; border-radius: 8px; font: inherit; font-weight: 600;
  background: light-dark(#0b5f63, #6fd0cd); color: light-dark(#ffffff, #06201f); cursor: pointer }
button:focus-visible { outline: 3px solid light-dark(#7fb7b9, #2f8a88); outline-offset: 2px }`;

/** The form's answer is a redirect to the client, which browsers hold against `form-action` too: it stays out, the token guards the form. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Asks whether to sign out.
 * @param fields what the form sends back
 */
export function confirmLogoutPage(
  { base }: LoginContext,
  fields: readonly (readonly [string, string])[],
): LoginResponse {
  return page(
    "Sign out?",
    html`<p>An application asks to sign you out here.</p>
<form method="post" action="${base}/logout">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit">Sign out</button>
</form>`,
  );
}

/** Where an application names no page to go on to. */
export function loggedOutPage(headers: LoginResponse["headers"]): LoginResponse {
  return page("You are signed out", html`<p>You can close this page.</p>`, headers);
}

function page(title: string, content: ReturnType<typeof html>, headers: LoginResponse["headers"] = {}): LoginResponse {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY, ...headers },
    body: String(document),
  };
}
