/** A refusal of this service; rendered like those of the listener: `{"__type","message","requestId"}`. */
export class PoolhouseError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: PoolhouseError["status"], code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = code;
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** Every error that this service raises. */
export const errors = {
  badRequest: (problem: string) => new PoolhouseError(400, "BadRequest", problem),
  tokenNeeded: () =>
    new PoolhouseError(
      401,
      "Unauthorized",
      "Outside development this needs the administrator's token: Authorization: Bearer ….",
      { "www-authenticate": "Bearer" },
    ),
  noTokenConfigured: () =>
    new PoolhouseError(
      403,
      "Forbidden",
      "This server has no administrator's token, so that nobody may see this. Start it with --admin-token.",
    ),
  developmentOnly: () =>
    new PoolhouseError(
      403,
      "DevelopmentOnly",
      "This exists only on a development server: in production no code is readable and time stands.",
    ),
  foreignOrigin: () => new PoolhouseError(403, "OriginRefused", "Pages of other origins may not change what is here."),
  notFound: () => new PoolhouseError(404, "NotFound", "Nothing answers at this address."),
  noHostedLogin: () =>
    new PoolhouseError(
      404,
      "NoHostedLogin",
      "This client has no login pages: its pool needs a domain, and the client OAuth flows with AllowedOAuthFlowsUserPoolClient.",
    ),
  noSuchMessage: () =>
    new PoolhouseError(404, "NotFound", "There is no such message; the mailbox keeps the newest only."),
  methodNotAllowed: (allowed: string) =>
    new PoolhouseError(405, "MethodNotAllowed", `Only ${allowed} can be used here.`, { allow: allowed }),
} as const;
