import { lookup as systemLookup } from "node:dns";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { addressKind } from "./addresses.ts";

export interface OutboundRequest {
  /** Default GET. */
  method?: string;
  /** http or https, without a user name. */
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** For the whole exchange. Default ten seconds. */
  timeoutMs?: number;
  /** Of the answer's body. Default one mebibyte. */
  maxBytes?: number;
  signal?: AbortSignal;
}

export interface OutboundResponse {
  status: number;
  /** Names in lower case; repeated ones joined. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/**
 * Why there is no answer.
 * - `refused`: the address must not be called from here; nothing was sent.
 * - `unreachable`: no connection, or it broke.
 * - `timeout`, `too-large`: the limits of the request.
 * - `aborted`: by the request's signal.
 */
export type OutboundFailure = "refused" | "unreachable" | "timeout" | "too-large" | "aborted";

class OutboundError extends Error {
  readonly failure: OutboundFailure;

  constructor(failure: OutboundFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = "OutboundError";
    this.failure = failure;
  }
}

/** Requests to addresses that users of the server choose: identity providers, webhooks, metadata documents. */
export interface OutboundHttp {
  /** Redirects are answers like others: whoever follows one checks its address by calling again. @throws OutboundError */
  send(request: OutboundRequest): Promise<OutboundResponse>;
  /** Drops the connections that are kept for later. */
  close(): void;
}

export interface OutboundOptions {
  /**
   * `public`: only addresses of the internet, so that nobody reaches the server's own network through it. `inner`: loopback and
   * private ones too, for development. Link-local ones, where clouds keep their machines' credentials, never.
   */
  reach: "public" | "inner";
  /** Host names that may lead anywhere: configured by whoever runs the server. */
  trustedHosts?: readonly string[];
  /** Throws inside a unit of work. */
  assertOutsideUnit?: (what: string) => void;
  /** Asks for a name's addresses. Default: the system. */
  lookup?: LookupFunction;
}

/**
 * Outbound HTTP whose targets are checked where the connection is made: a name that leads elsewhere at the second question (DNS rebinding)
 * is connected only to the addresses that were checked.
 */
export function createOutboundHttp(options: OutboundOptions): OutboundHttp {
  const resolve: LookupFunction = options.lookup ?? systemLookup;
  const trusted = new Set(options.trustedHosts?.map((host) => host.toLowerCase()));

  const allows = (address: string): boolean => {
    const kind = addressKind(address);
    return kind === "public" || (options.reach === "inner" && kind !== "link-local");
  };
  const checkedLookup: LookupFunction = (hostname, lookupOptions, done) => {
    resolve(hostname, { ...lookupOptions, all: true }, (error, found) => {
      if (error) return done(error, []);
      const addresses = typeof found === "string" ? [{ address: found, family: isIP(found) }] : found;
      const denied = trusted.has(hostname.toLowerCase())
        ? undefined
        : addresses.find(({ address }) => !allows(address));
      const [first] = addresses;
      if (denied || !first) return done(refusal(hostname), []);
      if (lookupOptions.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
  const shared = { keepAlive: true, maxSockets: 64, maxFreeSockets: 8, timeout: 60_000 };
  const http = new HttpAgent(shared);
  const https = new HttpsAgent(shared);

  return {
    async send(request) {
      options.assertOutsideUnit?.("an HTTP request");
      const url = parseTarget(request.url);
      const host = url.hostname.replace(/^\[|\]$/g, "");
      // An address in the URL itself is never looked up. The URL parser has turned every odd spelling into the plain one.
      if (isIP(host) !== 0 && !trusted.has(host) && !allows(host)) throw refusal(host);
      const secure = url.protocol === "https:";
      return exchange(
        secure ? httpsRequest : httpRequest,
        url,
        { agent: secure ? https : http, lookup: checkedLookup },
        request,
      );
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

function parseTarget(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol))
    throw new OutboundError("refused", "only http and https URLs can be called");
  if (url.username !== "" || url.password !== "")
    throw new OutboundError("refused", "a URL with a user name cannot be called");
  return url;
}

function refusal(host: string): OutboundError {
  return new OutboundError("refused", `${host} leads to an address that this server must not call`);
}

function exchange(
  open: typeof httpRequest,
  url: URL,
  connection: Pick<RequestOptions, "agent" | "lookup">,
  request: OutboundRequest,
): Promise<OutboundResponse> {
  const { timeoutMs = 10_000, maxBytes = 1024 ** 2 } = request;
  const body = request.body === undefined ? undefined : Buffer.from(request.body);
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  // Compressed answers are not asked for: a small one may become a very large one.
  const headers: Record<string, string> = { ...request.headers, "accept-encoding": "identity" };
  if (body) headers["content-length"] = String(body.length);

  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      if (error instanceof OutboundError) reject(error);
      else if (deadline.aborted) reject(new OutboundError("timeout", `${url.host} did not answer in time`, error));
      else if (signal.aborted) reject(new OutboundError("aborted", "the request was given up", error));
      else reject(new OutboundError("unreachable", `${url.host} cannot be reached`, error));
    };
    const sent = open(url, { ...connection, method: request.method ?? "GET", headers, signal });
    sent.on("error", fail);
    sent.on("response", (message) => readAnswer(message, maxBytes).then(resolve, fail));
    sent.end(body);
  });
}

async function readAnswer(message: IncomingMessage, maxBytes: number): Promise<OutboundResponse> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > maxBytes) throw new OutboundError("too-large", `the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const headers = Object.entries(message.headersDistinct).map(([name, values = []]) => [name, values.join(", ")]);
  return { status: message.statusCode ?? 0, headers: Object.fromEntries(headers), body: Buffer.concat(chunks, size) };
}
