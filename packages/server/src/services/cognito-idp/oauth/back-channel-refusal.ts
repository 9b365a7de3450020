import type { LoginContext, LoginResponse } from "./endpoint.ts";
import { jsonAnswer } from "./responses.ts";

/** What the endpoints that clients call themselves refuse with: the codes of RFC 6749, 5.2, RFC 7009 and RFC 8707. */
export type BackChannelError =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_scope"
  | "invalid_target"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "unsupported_token_type";

export interface BackChannelRefusal {
  kind: "refused";
  error: BackChannelError;
  /** What was not so, for the log. Never a value of the request. */
  rule: string;
}

export function refuse(error: BackChannelError, rule: string): BackChannelRefusal {
  return { kind: "refused", error, rule };
}

/**
 * A refusal on the wire: `{"error":"…"}` and nothing else, 400 whatever the code (developer guide, "The token issuer endpoint"). With
 * `profile.standardErrors` a client that fails to prove itself gets RFC 6749's 401.
 *
 * @param clientStatus for `invalid_client`: 401 at the revocation endpoint (developer guide, "Revocation endpoint")
 */
export function refusalAnswer(
  ctx: LoginContext,
  { error, rule }: BackChannelRefusal,
  { clientStatus = 400 }: { clientStatus?: 400 | 401 } = {},
): LoginResponse {
  ctx.log.info({ requestId: ctx.requestId, rule, error, poolId: ctx.pool.id }, "refused");
  if (error !== "invalid_client") return jsonAnswer(400, { error });
  return ctx.profile.standardErrors
    ? jsonAnswer(401, { error }, { "www-authenticate": 'Basic realm="oauth2", charset="UTF-8"' })
    : jsonAnswer(clientStatus, { error });
}
