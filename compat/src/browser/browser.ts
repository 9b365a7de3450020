import { CookieJar } from "tough-cookie";
import { findForm } from "./form.ts";
import { localFetch } from "./local-fetch.ts";

/** A page that the browser stayed on. */
export interface Page {
  kind: "page";
  url: URL;
  status: number;
  headers: Headers;
  text: string;
}

/** The browser was sent to an address of the application, which it did not call: the application's code does what follows. */
export interface Arrival {
  kind: "arrival";
  url: URL;
}

export type Visit = Page | Arrival;

/** Fields of a form as a person fills them in; undefined leaves out what the page has. */
export type Fields = Readonly<Record<string, string | undefined>>;

/**
 * What is left of a browser without scripts and pictures: cookies by RFC 6265bis (`Secure`, `Path`, `SameSite` included), redirects and
 * forms.
 */
export interface Browser {
  /** Goes to an address, as by a link on the application's page. */
  open(url: URL | string): Promise<Visit>;
  /** Sends a form of the application's to an address: a POST from another site. */
  post(url: URL | string, fields: Fields): Promise<Visit>;
  /**
   * Fills in the page's form that has all these fields, and sends it.
   * @param button name and value of the button pressed, where it has a name
   * @throws Error when there is no such form
   */
  submit(page: Page, fields: Fields, button?: readonly [name: string, value: string]): Promise<Visit>;
  /** Names and values of the cookies that the browser would send to an address. */
  cookies(url: URL | string): Promise<ReadonlyMap<string, string>>;
  /** Forgets all cookies. */
  forget(): Promise<void>;
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 10;
/** What does not answer fails, instead of holding up the run. */
const PATIENCE_MS = 30_000;

interface Step {
  url: URL;
  method: "GET" | "POST";
  body?: string;
  /** Whether another site's page led here. */
  foreign: boolean;
  referrer?: URL;
}

/** @param own tells the addresses of the application, on which the browser stops */
export function openBrowser(own: (url: URL) => boolean): Browser {
  const jar = new CookieJar();

  async function take(step: Step): Promise<Response> {
    const { url, method, body, foreign, referrer } = step;
    // A site of its own counts as `strict`; links of others bring lax cookies along, their forms none (RFC 6265bis, 5.2).
    const sameSiteContext = foreign ? (method === "GET" ? "lax" : "none") : "strict";
    const headers = new Headers({ accept: "text/html,application/xhtml+xml" });
    const cookies = await jar.getCookieString(url.href, { sameSiteContext });
    if (cookies !== "") headers.set("cookie", cookies);
    if (body !== undefined) headers.set("content-type", "application/x-www-form-urlencoded");
    if (referrer !== undefined) {
      headers.set("referer", referrer.href);
      if (method === "POST") headers.set("origin", referrer.origin);
    }
    const response = await localFetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: "manual",
      ...(body !== undefined && { body }),
    });
    // A navigation may set cookies whoever led to it (RFC 6265bis, 5.7); what no browser takes is left out.
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, url.href, { ignoreError: true });
    return response;
  }

  async function walk(first: Step): Promise<Visit> {
    let step = first;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      if (own(step.url)) return { kind: "arrival", url: step.url };
      const response = await take(step);
      const location = response.headers.get("location");
      if (!REDIRECTS.includes(response.status) || location === null) {
        const { status, headers } = response;
        return { kind: "page", url: step.url, status, headers, text: await response.text() };
      }
      await response.body?.cancel();
      const { body: _, ...rest } = step;
      const kept = response.status === 307 || response.status === 308;
      step = { ...(kept ? step : { ...rest, method: "GET" }), url: new URL(location, step.url) };
    }
    throw new Error(`more than ${MOST_REDIRECTS} redirects from ${first.url}`);
  }

  return {
    open: (url) => walk({ url: new URL(url), method: "GET", foreign: true }),
    post: (url, fields) =>
      walk({ url: new URL(url), method: "POST", body: encode(Object.entries(fields)), foreign: true }),
    async submit(page, fields, button) {
      const form = findForm(page.text, page.url, Object.keys(fields));
      if (form === undefined)
        throw new Error(`no form with ${Object.keys(fields).join(", ")} at ${page.url}: ${page.text}`);
      const sent = form.fields.map(([name, value]) => [name, name in fields ? fields[name] : value] as const);
      const filled = encode(button === undefined ? sent : [...sent, button]);
      const step = { foreign: false, referrer: page.url };
      if (form.method === "POST") return walk({ ...step, url: form.action, method: "POST", body: filled });
      return walk({ ...step, url: new URL(`?${filled}`, form.action), method: "GET" });
    },
    cookies: async (url) => new Map((await jar.getCookies(new URL(url).href)).map(({ key, value }) => [key, value])),
    async forget() {
      await jar.removeAllCookies();
    },
  };
}

function encode(fields: readonly (readonly [string, string | undefined])[]): string {
  const pairs = fields.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(pairs).toString();
}
