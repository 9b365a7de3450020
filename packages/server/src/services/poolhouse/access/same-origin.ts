/** What a browser says about where a request comes from; pages cannot forge it (Fetch standard, forbidden header names). */
export interface RequestOrigin {
  /** The `Origin` header. */
  origin: string | undefined;
  /** The `Sec-Fetch-Site` header. */
  site: string | undefined;
  /** The `Host` header. */
  host: string | undefined;
}

/**
 * Whether a request that changes something was caused by a page of this server, or by no page at all (curl, a test, an SDK). The listener's
 * origin rule refuses foreign pages before; this holds where the service is mounted without it. `same-site` is foreign too: buckets and APIs
 * under `*.localhost` serve what others wrote.
 */
export function isSameOrigin({ origin, site, host }: RequestOrigin, trustedOrigins: readonly string[]): boolean {
  if (origin !== undefined) {
    if (trustedOrigins.includes(origin)) return true;
    return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
  }
  return site === undefined || site === "same-origin" || site === "none";
}
