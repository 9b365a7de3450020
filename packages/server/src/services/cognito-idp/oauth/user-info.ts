import { readableAttributes } from "../clients/attribute-permissions.ts";
import { attributeClaims } from "../tokens/attribute-claims.ts";
import { type Bearer, findBearer } from "../tokens/find-bearer.ts";
import { ownClaims } from "../tokens/own-claims.ts";
import { attributesOfScopes } from "../tokens/scope-attributes.ts";
import type { Endpoint, LoginContext, LoginRequest, LoginResponse } from "./endpoint.ts";
import { jsonAnswer } from "./responses.ts";

/**
 * `/oauth2/userInfo` (developer guide, "The user attributes endpoint"): the user's attributes of now, as far as the token's scopes show
 * them and its client may read them, all of them strings, the flags too, unless `profile.standardClaims` gives them their own types. By GET;
 * POST is assumed (OpenID Connect Core, 5.3.1).
 */
export default { GET: userInfo, POST: userInfo } satisfies Endpoint;

async function userInfo(request: LoginRequest, ctx: LoginContext): Promise<LoginResponse> {
  const [, token] = /^bearer +([\w.~+/=-]+)$/i.exec((request.headers.authorization ?? "").trim()) ?? [];
  if (token === undefined) return refuse(ctx, "malformed");
  const signed = await ownClaims(ctx, ctx.pool, token);
  const bearer = signed && (await findBearer(ctx, ctx.pool, signed));
  if (bearer === undefined) return refuse(ctx, "invalid");
  const scopes = bearer.claims.scope.split(" ");
  if (!scopes.includes("openid")) return refuse(ctx, "scopeless");
  return jsonAnswer(200, attributesFor(ctx, bearer, scopes));
}

function attributesFor(
  ctx: LoginContext,
  { user, client }: Bearer,
  scopes: readonly string[],
): Record<string, unknown> {
  const readable = readableAttributes(client, ctx.pool);
  const shown = attributesOfScopes(scopes);
  const attributes = Object.fromEntries(
    Object.entries(user.attributes).filter(([name]) => shown(name) && readable.has(name)),
  );
  const claims = ctx.profile.standardClaims ? attributeClaims(attributes, undefined) : attributes;
  return { sub: user.sub, ...claims, username: user.username };
}

const REFUSALS = {
  /** No token, or no header of the one form that there is (documented). */
  malformed: { status: 400, error: "invalid_request", description: "Bad OAuth2 request at UserInfo Endpoint" },
  /** Whatever is wrong with the token (documented). */
  invalid: {
    status: 401,
    error: "invalid_token",
    description: "Access token is expired, disabled, or deleted, or the user has globally signed out.",
  },
  /** Tokens of the API among them (observed). */
  scopeless: { status: 401, error: "invalid_token", description: "Access token does not contain openid scope" },
} as const;

/**
 * AWS writes no scheme into WWW-Authenticate (documented), for which some clients have no eyes; with `profile.standardErrors` it is RFC
 * 6750's, and a token without the scope is `insufficient_scope`.
 */
function refuse({ profile, log, requestId }: LoginContext, why: keyof typeof REFUSALS): LoginResponse {
  const standard = profile.standardErrors;
  const { description } = REFUSALS[why];
  const { status, error } =
    standard && why === "scopeless" ? ({ status: 403, error: "insufficient_scope" } as const) : REFUSALS[why];
  log.info({ requestId, error, rule: `the access token is good: ${why}` }, "refused");
  const challenge = `error="${error}", error_description="${description}"`;
  return jsonAnswer(
    status,
    { error, error_description: description },
    { "www-authenticate": standard ? `Bearer ${challenge}` : challenge },
  );
}
