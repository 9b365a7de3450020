/**
 * `fetch` for names below `localhost`, which browsers take to this machine by themselves and resolvers often do not know
 * (RFC 6761, 6.3). Every other request is the platform's.
 */
export const localFetch: typeof fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (!url.hostname.endsWith(".localhost") || url.protocol !== "http:") return fetch(input, init);
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  headers.set("host", url.host);
  url.hostname = "127.0.0.1";
  return fetch(input instanceof Request ? new Request(url, input) : url, { ...init, headers });
};
