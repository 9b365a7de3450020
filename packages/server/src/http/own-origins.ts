/**
 * The origins (RFC 6454) under which the server itself is reached: that of its public URL, and the same with TLS, which the same port
 * speaks. Not the other way round: what comes over http under a name that is served by https may be anybody's.
 *
 * Without a port in the URL, https would be another port, and perhaps another server's.
 */
export function ownOrigins(publicUrl: string): string[] {
  const { protocol, host, port, origin } = new URL(publicUrl);
  return protocol === "http:" && port !== "" ? [origin, `https://${host}`] : [origin];
}
