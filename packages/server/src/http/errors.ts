/**
 * A request that is refused before any service sees it. Rendered as JSON with the members that AWS clients look for, so that
 * they show the message.
 */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  /** Headers of the answer besides its content type; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = code;
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** Every refusal of the listener and of the rules before the surfaces. */
export const httpErrors = {
  malformedRequest: () => new HttpError(400, "BadRequest", "The request is not well-formed HTTP/1.1."),
  malformedTarget: () =>
    new HttpError(
      400,
      "BadRequest",
      "The request target must be a path that begins with '/', or an http or https URL.",
    ),
  dotSegments: () =>
    new HttpError(
      400,
      "BadRequest",
      "The path holds '.' or '..' segments or a backslash: it would mean another address than it says.",
    ),
  hostMissing: () => new HttpError(400, "BadRequest", "The request has no Host header."),
  hostRepeated: () => new HttpError(400, "BadRequest", "The request has more than one Host header."),
  hostMalformed: () => new HttpError(400, "BadRequest", "The Host header is not a host name with an optional port."),
  hostContradicted: () =>
    new HttpError(400, "BadRequest", "The request target and the Host header name different hosts."),
  bodyAborted: () => new HttpError(400, "BadRequest", "The connection ended before the body was complete."),
  forwardedRefused: (header: string) =>
    new HttpError(
      400,
      "ForwardedHeaderRefused",
      `The header ${header} is only accepted from a proxy of your own: start the server with --trust-proxy.`,
    ),
  originRefused: (origin: string) =>
    new HttpError(
      403,
      "OriginRefused",
      `Pages of ${origin} may only call operations that need no credentials. To trust this origin, start the server with --allowed-origins.`,
    ),
  originClosed: (origin: string) =>
    new HttpError(403, "OriginRefused", `Pages of ${origin} may not read or change what is here.`),
  tunnelRefused: (target: string) =>
    new HttpError(
      403,
      "TunnelRefused",
      `This proxy leads only to the names of AWS that this server answers itself, on port 443, such as cognito-idp.us-east-1.amazonaws.com:443; not to ${target}.`,
    ),
  tunnelNested: () => new HttpError(403, "TunnelRefused", "There is no tunnel within a tunnel."),
  tunnelPlain: () => new HttpError(403, "TunnelRefused", "Only TLS goes through a tunnel."),
  notFound: () => new HttpError(404, "NotFound", "Nothing answers at this address."),
  connectRefused: () => new HttpError(405, "MethodNotAllowed", "This server is no proxy: CONNECT is not answered."),
  tooSlow: () => new HttpError(408, "RequestTimeout", "The request did not arrive in time."),
  bodyTooLarge: (limit: number) =>
    new HttpError(413, "RequestEntityTooLarge", `The body is larger than the limit of ${limit} bytes.`),
  expectationUnknown: () =>
    new HttpError(417, "ExpectationFailed", "The only expectation that is met is 100-continue."),
  hostRefused: (host: string) =>
    new HttpError(
      421,
      "HostRefused",
      `This development server does not answer to the host name '${host}'. Use localhost, or start it with --allowed-hosts ${host}.`,
    ),
  hostNotOfTunnel: (target: string) =>
    new HttpError(
      421,
      "HostRefused",
      `This connection was asked for as a tunnel to ${target}, and leads nowhere else.`,
    ),
  headersTooLarge: () => new HttpError(431, "RequestHeaderFieldsTooLarge", "The request's headers are too large."),
  internal: () =>
    new HttpError(500, "InternalFailure", "An unexpected failure; the server's log has it under the request id."),
  noRoom: () =>
    new HttpError(
      503,
      "ServiceUnavailable",
      "The bodies of too many requests are on their way: try again in a moment.",
      {
        "retry-after": "1",
      },
    ),
  closing: () => new HttpError(503, "ServiceUnavailable", "The server is shutting down.", { "retry-after": "1" }),
} as const;
