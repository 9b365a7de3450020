import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";

/**
 * `fetch` for names below `localhost`, which browsers take to this machine by themselves and resolvers often do not know
 * (RFC 6761, 6.3). Every other request is the platform's, and so are redirects, which this one never follows.
 */
export const localFetch: typeof fetch = (input, init) => {
  const asked = new Request(input, init);
  const url = new URL(asked.url);
  return url.hostname.endsWith(".localhost") && url.protocol === "http:" ? fetchHere(url, asked) : fetch(input, init);
};

async function fetchHere(url: URL, asked: Request): Promise<Response> {
  const body = Buffer.from(await asked.arrayBuffer());
  const { method, signal } = asked;
  const headers = { ...Object.fromEntries(asked.headers), "content-length": String(body.length) };
  // The name stays in the Host header; only its address is given here.
  const sent = request({ host: "127.0.0.1", port: url.port, path: `${url.pathname}${url.search}`, method, signal });
  for (const [name, value] of Object.entries({ ...headers, host: url.host })) sent.setHeader(name, value);
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  const received = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct)) {
    for (const value of values) received.append(name, value);
  }
  const status = answer.statusCode ?? 0;
  // These have no body by definition, and Response takes none for them.
  return new Response([204, 205, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers: received });
}
