import { type Answer, cookiesOf, encodeParameters, type LoginDomain, type Parameters } from "./login-domain.ts";
import { PASSWORD } from "./pool-in-use.ts";

export interface PageSignIn extends Answer {
  /** What the browser sends from then on. */
  cookie: string;
}

/**
 * Signs in on the login page as a browser without JavaScript does: opens it, fills in the first form and sends it with whatever hidden fields and
 * cookies it came with.
 *
 * @param options.cookie what the browser has before
 */
export async function signInOnPages(
  domain: LoginDomain,
  username: string,
  options: { changes?: Parameters; password?: string; cookie?: string } = {},
): Promise<PageSignIn> {
  const path = `/login?${domain.query(options.changes)}`;
  const before = options.cookie ? { cookie: options.cookie } : {};
  const page = await domain.fetch(path, { headers: before });
  const cookie = joinCookies(options.cookie ?? "", cookiesOf(page));
  const form = { ...hiddenFields(page.text), username, password: options.password ?? PASSWORD };
  const answer = await domain.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie },
    body: encodeParameters(form),
  });
  return { ...answer, cookie: joinCookies(cookie, cookiesOf(answer)) };
}

/** The hidden fields of a page's first form. */
function hiddenFields(page: string): Record<string, string> {
  const [, form = ""] = /<form\b[^>]*>(.*?)<\/form>/s.exec(page) ?? [];
  const inputs = [...form.matchAll(/<input\b[^>]*type="?hidden"?[^>]*>/g)].map(([input]) => input);
  const attribute = (input: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? "";
  return Object.fromEntries(inputs.map((input) => [attribute(input, "name"), attribute(input, "value")]));
}

/** Later cookies win, as in a browser. */
function joinCookies(...headers: string[]): string {
  const all = headers.flatMap((header) => header.split("; ")).filter(Boolean);
  return [...new Map(all.map((pair) => [pair.slice(0, pair.indexOf("=")), pair])).values()].join("; ");
}

/** The value of the session's cookie in a Cookie header; undefined without one. */
export function sessionOf(cookie: string): string | undefined {
  return /(?:^|; )cognito=([^;]*)/.exec(cookie)?.[1];
}
