import type { Poolhouse } from "@poolhouse/testkit";
import { inProcessFetch } from "../../src/http/in-process.ts";

/** What the browser shows, or where it left to. */
export interface Page {
  status: number;
  /** Of what is shown, absolute. Where the browser was sent to another origin: that address, which is not opened. */
  url: URL;
  /** Whether the browser was sent to another origin. */
  left: boolean;
  headers: Headers;
  /** The document; "" after leaving. */
  text: string;
  forms: readonly Form[];
}

export interface Form {
  name: string;
  /** Absolute. */
  action: URL;
  method: "GET" | "POST";
  /** What is sent when nothing is typed: hidden fields and preset values. Buttons are not in it. */
  values: Record<string, string>;
}

/** A browser without JavaScript: cookies by host and path, redirects within the origin, forms as they stand. */
export interface LoginBrowser {
  /** What is shown now. */
  page(): Page;
  /** @param address a path, or a URL */
  open(address: string, init?: RequestInit): Promise<Page>;
  /**
   * Fills in a form of the page and sends it.
   * @param form its name or action's path; the first one that is sent by POST unless given
   */
  submit(fields?: Record<string, string | undefined>, form?: string): Promise<Page>;
  /** The value of a cookie that would be sent to an address. */
  cookie(name: string, address?: string): string | undefined;
  /** Puts a cookie into the browser as somebody else might. */
  plant(cookie: string, address?: string): void;
  /** Every Set-Cookie header that came, oldest first. */
  readonly received: readonly string[];
}

interface Cookie {
  name: string;
  value: string;
  host: string;
  path: string;
}

/** As many as browsers follow. */
const MOST_REDIRECTS = 20;

/** @param origin the scheme and host of relative addresses */
export function createLoginBrowser(server: Pick<Poolhouse, "handle">, origin = "http://localhost"): LoginBrowser {
  const send = inProcessFetch(server.handle);
  const jar = new Map<string, Cookie>();
  const received: string[] = [];
  let shown: Page | undefined;
  /** Where the browser was last of its own origin. */
  let at = new URL(origin);

  const page = (): Page => {
    if (shown === undefined) throw new Error("The browser has opened nothing yet");
    return shown;
  };
  const urlOf = (address: string) => new URL(address, at);
  const cookiesFor = (url: URL) =>
    [...jar.values()].filter(({ host, path }) => host === url.hostname && url.pathname.startsWith(path));

  function keep(line: string, url: URL) {
    received.push(line);
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const attribute = (name: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const name = pair.slice(0, pair.indexOf("="));
    const path = attribute("path") ?? "/";
    const key = `${url.hostname} ${path} ${name}`;
    if (Number(attribute("max-age") ?? 1) <= 0) jar.delete(key);
    else jar.set(key, { name, value: pair.slice(name.length + 1), host: url.hostname, path });
  }

  async function request(first: URL, init: RequestInit): Promise<Page> {
    let url = first;
    let now = init;
    for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
      const headers = new Headers(now.headers);
      const cookies = cookiesFor(url).map(({ name, value }) => `${name}=${value}`);
      if (cookies.length > 0 && !headers.has("cookie")) headers.set("cookie", cookies.join("; "));
      const response = await send(url, { ...now, headers });
      at = url;
      for (const line of response.headers.getSetCookie()) keep(line, url);
      const location = response.headers.get("location");
      if (location === null || response.status < 300 || response.status > 399) {
        const text = await response.text();
        const { status, headers: answered } = response;
        shown = { status, url, left: false, headers: answered, text, forms: formsOf(text, url) };
        return shown;
      }
      const next = new URL(location, url);
      if (next.origin !== url.origin) {
        const { status, headers: answered } = response;
        shown = { status, url: next, left: true, headers: answered, text: "", forms: [] };
        return shown;
      }
      url = next;
      now = { method: "GET", headers: {} };
    }
    throw new Error(`Too many redirects from ${first}`);
  }

  return {
    page,
    received,
    open: (address, init = {}) => request(urlOf(address), init),

    submit(fields = {}, wanted) {
      const { forms, url } = page();
      const form = forms.find(({ name, action, method }) =>
        wanted === undefined ? method === "POST" : name === wanted || action.pathname.endsWith(wanted),
      );
      if (form === undefined) throw new Error(`There is no form ${wanted ?? ""} on ${url}`);
      const values = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...form.values, ...fields })) {
        if (value !== undefined) values.append(name, value);
      }
      const body = values.toString();
      if (form.method === "GET") return request(new URL(`?${body}`, form.action), {});
      return request(form.action, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          origin: url.origin,
          "sec-fetch-site": "same-origin",
        },
        body,
      });
    },

    cookie: (name, address = "") => cookiesFor(urlOf(address)).findLast((cookie) => cookie.name === name)?.value,
    plant: (cookie, address = "") => keep(cookie, urlOf(address)),
  };
}

function formsOf(text: string, url: URL): Form[] {
  return [...text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, opening = "", content = ""]) => ({
    name: attributeOf(opening, "name") ?? "",
    action: new URL(attributeOf(opening, "action") ?? "", url),
    method: attributeOf(opening, "method")?.toUpperCase() === "POST" ? "POST" : "GET",
    values: valuesOf(content),
  }));
}

function valuesOf(content: string): Record<string, string> {
  const inputs = [...content.matchAll(/<input\b([^>]*)>/g)].flatMap(([, input = ""]) => {
    const name = attributeOf(input, "name");
    return name === undefined || attributeOf(input, "type") === "submit"
      ? []
      : [[name, attributeOf(input, "value") ?? ""] as const];
  });
  const selects = [...content.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].flatMap(
    ([, select = "", options = ""]) => {
      const name = attributeOf(select, "name");
      const [, chosen = ""] = /<option\b([^>]*\bselected\b[^>]*)>/.exec(options) ?? [];
      return name === undefined ? [] : [[name, attributeOf(chosen, "value") ?? ""] as const];
    },
  );
  return Object.fromEntries([...inputs, ...selects]);
}

function attributeOf(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
