import { unsignedBodyLimit } from "../aws/unsigned-body.ts";
import { httpErrors } from "./errors.ts";
import type { HttpRequest, HttpResponse } from "./message.ts";

/** What a Hono application finds in `c.env`. */
export interface HonoBindings {
  /** The request as the surfaces see it: its id, the client's address. */
  request: HttpRequest;
}

/** A Hono application, or anything else that answers web requests. */
export interface WebApplication {
  fetch(request: Request, env: HonoBindings): Response | Promise<Response>;
}

/**
 * Mounts a Hono application as a surface's handler. Answers are buffered and so carry their length, except event streams.
 * Paths that the URL parser would rewrite are refused (400).
 * The URL that the application sees is made of the request's own host; it must not be used for links.
 */
export function honoHandler(app: WebApplication): (request: HttpRequest) => Promise<HttpResponse> {
  return async (request) => {
    if (ambiguous.test(request.path)) throw httpErrors.dotSegments();
    const bodiless = request.method === "GET" || request.method === "HEAD";
    const body = bodiless ? undefined : await request.body(unsignedBodyLimit);
    const web = new Request(`${request.secure ? "https" : "http"}://${request.host}${request.target}`, {
      method: request.method,
      headers: Object.entries(request.headers),
      signal: request.signal,
      ...(body && body.length > 0 ? { body: Buffer.from(body) } : {}),
    });
    return fromResponse(await app.fetch(web, { request }));
  };
}

/** The URL parser resolves these, so that the application would see another path than the one by which its surface was chosen. */
const ambiguous = /\\|(^|\/)(\.|%2e){1,2}(\/|$)/i;

async function fromResponse(response: Response): Promise<HttpResponse> {
  const headers: HttpResponse["headers"] = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  const streams = headers["content-type"]?.toString().startsWith("text/event-stream");
  if (!response.body) return { status: response.status, headers, body: null };
  return {
    status: response.status,
    headers,
    body: streams ? response.body : new Uint8Array(await response.arrayBuffer()),
  };
}
