import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";

/**
 * Whether a form may have come from a page of ours, by what browsers say of it themselves: `Sec-Fetch-Site` (Fetch Metadata), else `Origin`.
 * Programs send neither, and pass: what protects a user here is the browser.
 */
export function isOwnForm(
  { headers, host }: Pick<LoginRequest, "headers" | "host">,
  { settings, base }: Pick<LoginContext, "settings" | "base">,
): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  // By host alone: behind a proxy that ends TLS the scheme is another than the browser's.
  const said = bare(new URL(origin).host);
  // Under the server's own name a proxy may write another Host than the browser's.
  return said === bare(host) || (base !== "" && said === bare(new URL(settings.publicUrl).host));
}

/** Of a form that `isOwnForm` let through: whether a browser says that it is ours, and not a program that says nothing. */
export function isVouchedFor({ headers }: Pick<LoginRequest, "headers">): boolean {
  return headers["sec-fetch-site"] === "same-origin" || headers.origin !== undefined;
}

/** Without a port that goes without saying. */
function bare(host: string): string {
  return host.toLowerCase().replace(/:(?:80|443)$/, "");
}
