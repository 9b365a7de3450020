import { createHash } from "node:crypto";
import type { AwsResponse } from "../../../aws/wire-types.ts";
import type { LinkOutcome } from "./confirm-user-link.ts";

interface PageText {
  status: number;
  title: string;
  text: string;
  headers?: Record<string, string>;
}

/** Nothing of the link appears on a page: neither name nor code, nor any word of a stranger's. */
const PAGES: Record<LinkOutcome | "wrongMethod" | "failed", PageText> = {
  confirmed: {
    status: 200,
    title: "Your address is confirmed",
    text: "You can close this page and sign in.",
  },
  invalid: {
    status: 400,
    title: "This link does not work",
    text: "It is incomplete, was used already, or has expired. Open the latest message again, or ask for a new one.",
  },
  expired: {
    status: 400,
    title: "This link has expired",
    text: "It was used already, or is too old. If you cannot sign in yet, ask for a new message.",
  },
  taken: {
    status: 409,
    title: "This address belongs to another account",
    text: "Sign in to that account, or use another address.",
  },
  tooMany: {
    status: 429,
    title: "Too many attempts",
    text: "Wait an hour, then open the latest message again.",
  },
  wrongMethod: {
    status: 405,
    title: "Open this link in a browser",
    text: "The page answers GET requests only.",
    headers: { allow: "GET" },
  },
  failed: {
    status: 500,
    title: "Something went wrong",
    text: "Try the link again in a moment.",
  },
};

const STYLE = `:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1.5rem; box-sizing: border-box;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  background: light-dark(#f5f4ef, #0f1719); color: light-dark(#1b2528, #e3ebea) }
main { width: min(28rem, 100%); box-sizing: border-box; padding: clamp(1.25rem, 5vw, 2rem); border-radius: 12px;
  background: light-dark(#ffffff, #172225); border: 1px solid light-dark(#dedcd3, #2b3a3e) }
h1 { margin: 0 0 .5rem; font-size: clamp(1.3rem, 1.1rem + 1.4vw, 1.6rem); line-height: 1.25; text-wrap: balance }
p { margin: 0; color: light-dark(#4d5b61, #a9babd) }`;

/** The style sheet is named by its hash, so that nothing else on the page could ever style or run. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page that a confirmation link ends on. */
export function confirmUserPage(outcome: keyof typeof PAGES): AwsResponse {
  const { status, title, text, headers } = PAGES[outcome];
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      // The address of the page holds a code.
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
      ...headers,
    },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>
`,
  };
}
