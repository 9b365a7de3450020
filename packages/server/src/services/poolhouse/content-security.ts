/**
 * Headers of every answer of this service. Nothing here is for caches, other sites or frames of theirs. With `no-referrer` a form's own
 * `Origin` would be `null` (Fetch standard, "append a request Origin header"), which is refused like a stranger's.
 */
export const everyAnswer: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/** Our own pages: scripts and styles only from our own files, so that nothing in a message or a pool's name ever runs. */
export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * A mail as it was written: in an origin of its own, without scripts, able to show the pictures of a template and to open its links in a
 * tab of their own.
 */
export const mailPolicy = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src https: data:",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");
