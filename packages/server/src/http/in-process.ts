import type { Random } from "../platform/random.ts";
import { systemRandom } from "../platform/random.ts";
import type { Handle } from "./front.ts";
import type { HttpRequest, HttpResponse } from "./message.ts";
import { readHead } from "./request-head.ts";

/** A request in plain parts. */
export interface RequestParts {
  /** Default GET, or POST with a body. */
  method?: string;
  /** A URL, or a path; the host is `localhost` unless the URL or a header names another. */
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Default 127.0.0.1. */
  sourceIp?: string;
  signal?: AbortSignal;
}

/** Builds a request as the listener would build it from a socket. */
export function inProcessRequest(parts: RequestParts, random: Random = systemRandom): HttpRequest {
  const url = new URL(parts.url, "http://localhost");
  const body = typeof parts.body === "string" ? Buffer.from(parts.body) : parts.body;
  const given = Object.entries(parts.headers ?? {});
  const raw = given.flat();
  if (!given.some(([name]) => name.toLowerCase() === "host")) raw.push("host", url.host);
  if (body && !given.some(([name]) => name.toLowerCase() === "content-length"))
    raw.push("content-length", String(body.length));
  return {
    method: parts.method ?? (body ? "POST" : "GET"),
    ...readHead(url.pathname + url.search, raw),
    sourceIp: parts.sourceIp ?? "127.0.0.1",
    secure: url.protocol === "https:",
    requestId: random.uuid(),
    body: async () => body ?? new Uint8Array(),
    signal: parts.signal ?? new AbortController().signal,
  };
}

/** The whole body of an answer. */
export async function responseBytes(response: HttpResponse): Promise<Uint8Array> {
  const { body } = response;
  if (body === null) return new Uint8Array();
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** `fetch` into the server, without a socket: the same rules, surfaces and answers. */
export function inProcessFetch(
  handle: Handle,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(input, "http://localhost"), init);
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    const response = await handle(
      inProcessRequest({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        ...(body ? { body } : {}),
        signal: request.signal,
      }),
    );
    const headers = new Headers();
    for (const [name, value] of Object.entries(response.headers))
      for (const one of [value].flat()) headers.append(name, one);
    const empty = [101, 204, 205, 304].includes(response.status) || request.method === "HEAD";
    const bytes = await responseBytes(response);
    return new Response(empty ? null : Buffer.from(bytes), { status: response.status, headers });
  };
}

/** What an AWS SDK for JavaScript hands to its request handler (the members that are read here). */
interface SdkRequest {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
}

/**
 * A `requestHandler` for an AWS SDK client (version 3) that calls the server in this process: `new
 * CognitoIdentityProviderClient({ requestHandler: sdkRequestHandler(handle), … })`. The client signs, serialises, retries and parses as
 * over a socket.
 */
export function sdkRequestHandler(handle: Handle) {
  return {
    async handle(
      request: SdkRequest,
    ): Promise<{ response: { statusCode: number; headers: Record<string, string>; body: Uint8Array } }> {
      const port = request.port === undefined ? "" : `:${request.port}`;
      const body = sdkBody(request.body);
      const response = await handle(
        inProcessRequest({
          method: request.method,
          url: `${request.protocol}//${request.hostname}${port}${request.path}${sdkQuery(request.query)}`,
          headers: request.headers,
          ...(body ? { body } : {}),
        }),
      );
      const headers = Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
      );
      return { response: { statusCode: response.status, headers, body: await responseBytes(response) } };
    },
  };
}

function sdkBody(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || body === null || body === "") return undefined;
  if (typeof body === "string") return body;
  // A plain view: the SDK's own arrays warn when they are treated as anything else.
  if (body instanceof Uint8Array) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  throw new TypeError("only text and bytes can be sent within the process");
}

function sdkQuery(query: SdkRequest["query"]): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one ?? "")}`),
  );
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}
