import type { HttpRequest } from "./message.ts";
import { ownOrigins } from "./own-origins.ts";

/**
 * Who sent a request, as far as a browser tells.
 * - `client`: no browser, or an address typed by hand: nothing on a web page caused it.
 * - `own`: a page of this server.
 * - `navigation`: the user followed a link to a page here.
 * - `foreign`: a page of somebody else, or one whose origin is hidden (`null`).
 */
export type Caller = "client" | "own" | "navigation" | "foreign";

export interface OriginRuleOptions {
  /** Origins trusted like the server's own: `https://app.test`, without a final slash. */
  allowedOrigins: readonly string[];
  publicUrl: string;
}

/**
 * Tells who sent a request by its `Origin` and `Sec-Fetch-Site`, which pages cannot forge (Fetch standard, forbidden header names).
 * The loopback is no wall against the browser: any page can send requests here, and simple ones without asking (text/plain posts,
 * forms, images).
 */
export function createOriginRule(options: OriginRuleOptions): (request: HttpRequest, hostIsOwn: boolean) => Caller {
  const trusted = new Set(
    [...ownOrigins(options.publicUrl), ...options.allowedOrigins].map((origin) => origin.toLowerCase()),
  );

  return (request, hostIsOwn) => {
    const { headers } = request;
    const origin = headers.origin?.toLowerCase();
    if (origin !== undefined && origin !== "null" && trusted.has(origin)) return "own";
    // A host that serves what others wrote is of one origin with their scripts: sameness is worth nothing there.
    const self = `${request.secure ? "https" : "http"}://${request.host}`;
    if (origin !== undefined) return hostIsOwn && origin === self ? "own" : "foreign";

    const site = headers["sec-fetch-site"];
    if (site === undefined || site === "none") return "client";
    if (site === "same-origin" && hostIsOwn) return "own";
    return isNavigation(request) ? "navigation" : "foreign";
  };
}

/** A click on a link: it shows a page, and the page that caused it cannot read the answer. */
function isNavigation({ method, headers }: HttpRequest): boolean {
  return (
    (method === "GET" || method === "HEAD") &&
    headers["sec-fetch-mode"] === "navigate" &&
    headers["sec-fetch-dest"] === "document"
  );
}
