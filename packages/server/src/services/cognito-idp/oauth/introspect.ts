import type { ClientAndPool } from "../clients/require-client.ts";
import { asClientClaims } from "../tokens/client-claims.ts";
import { familyStore } from "../tokens/family-store.ts";
import { findBearer } from "../tokens/find-bearer.ts";
import { issuerOf } from "../tokens/issuer.ts";
import { ownClaims } from "../tokens/own-claims.ts";
import { hashRefreshToken } from "../tokens/refresh-token.ts";
import { authenticateClient } from "./authenticate-client.ts";
import { type BackChannelRefusal, refusalAnswer, refuse } from "./back-channel-refusal.ts";
import type { Endpoint, LoginContext, LoginRequest } from "./endpoint.ts";
import { readParameters } from "./read-parameters.ts";
import { jsonAnswer, plainAnswer } from "./responses.ts";

/** What a token is worth at this moment; nothing else is told of one that is worth nothing (RFC 7662, 2.2). */
type Introspection = { active: false } | { active: true; [member: string]: unknown };

const INACTIVE: Introspection = { active: false };

/**
 * `/oauth2/introspect` (RFC 7662), with `profile.introspection`; Cognito has none, and without it the path is unknown. The client proves
 * itself by a secret. It learns of every access token of its pool, as a resource server must, and of its own refresh tokens.
 */
export default {
  async GET(_request, ctx) {
    if (!ctx.profile.introspection) return plainAnswer(404, "There is no such page.");
    return { ...plainAnswer(405, "Method not allowed."), headers: { allow: "POST" } };
  },

  async POST(request, ctx) {
    if (!ctx.profile.introspection) return plainAnswer(404, "There is no such page.");
    const found = await introspect(request, ctx);
    return "active" in found ? jsonAnswer(200, found) : refusalAnswer(ctx, found, { clientStatus: 401 });
  },
} satisfies Endpoint;

async function introspect(request: LoginRequest, ctx: LoginContext): Promise<Introspection | BackChannelRefusal> {
  const read = await readParameters(request, ctx);
  if (read.kind === "refused") return read;
  const client = await authenticateClient(ctx, request, read.parameters);
  if (client.kind === "refused") return client;
  // RFC 7662, 2.1: whoever finds a token must not be able to ask what it is good for.
  if (client.found.secrets.length === 0) return refuse("invalid_client", "the client has a secret");
  const token = read.parameters.get("token");
  if (token === undefined) return refuse("invalid_request", "token is there");
  return token.includes(".") ? accessToken(ctx, token) : refreshToken(ctx, client.found, token);
}

async function accessToken(ctx: LoginContext, token: string): Promise<Introspection> {
  const signed = await ownClaims(ctx, ctx.pool, token);
  if (signed === undefined) return INACTIVE;
  const own = asClientClaims(signed);
  const known = own && (await ctx.clients.find(own.client_id));
  const claims =
    own === undefined ? (await findBearer(ctx, ctx.pool, signed))?.claims : known?.client.poolId === ctx.pool.id && own;
  if (!claims) return INACTIVE;
  const { scope, client_id, exp, iat, sub, aud, iss, jti } = claims;
  const username = "username" in claims ? { username: claims.username } : {};
  return { active: true, scope, client_id, ...username, token_type: "Bearer", exp, iat, sub, aud, iss, jti };
}

async function refreshToken(ctx: LoginContext, { client, pool }: ClientAndPool, token: string): Promise<Introspection> {
  const record = await familyStore.findRefreshToken(ctx.storage.db, hashRefreshToken(token));
  const family = record && (await familyStore.find(ctx.storage.db, record.originJti));
  if (family === undefined || family.poolId !== pool.id || family.clientId !== client.id) return INACTIVE;
  const user = await ctx.users.find(ctx.storage.db, pool.id, family.sub);
  const isOver =
    family.revokedAt !== undefined || family.expiresAt <= ctx.clock.now() || record?.rotatedAt !== undefined;
  if (user === undefined || !user.enabled || isOver) return INACTIVE;
  return {
    active: true,
    scope: family.scope,
    client_id: client.id,
    username: user.username,
    exp: Math.floor(family.expiresAt / 1000),
    iat: Math.floor((record?.createdAt ?? 0) / 1000),
    sub: family.sub,
    iss: issuerOf(ctx.settings, pool),
  };
}
