import { constantTimeEqual } from "../../../platform/constant-time.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { type BackChannelRefusal, refuse } from "./back-channel-refusal.ts";
import type { LoginContext, LoginRequest } from "./endpoint.ts";
import type { BackChannelParameters } from "./read-parameters.ts";

export interface AuthenticatedClient {
  kind: "client";
  found: ClientAndPool;
}

interface Credentials {
  id: string;
  secret: string | undefined;
}

/**
 * The client that calls: `client_secret_basic`, `client_secret_post`, or, for a client without a secret, `client_id` alone. A client with
 * secrets proves one of the two that may live at once; a secret that is given for a client without any proves nothing and is refused.
 * Both ways at once are `invalid_request` (RFC 6749, 2.3). An unknown client is answered as a wrong secret is.
 */
export async function authenticateClient(
  ctx: LoginContext,
  request: Pick<LoginRequest, "headers">,
  parameters: BackChannelParameters,
): Promise<AuthenticatedClient | BackChannelRefusal> {
  const { authorization } = request.headers;
  const basic = authorization === undefined ? undefined : readBasic(authorization);
  if (authorization !== undefined && basic === undefined) {
    return refuse("invalid_client", "the Authorization header is Basic");
  }
  const id = parameters.get("client_id");
  const secret = parameters.get("client_secret");
  if (basic !== undefined && secret !== undefined) {
    return refuse("invalid_request", "the client proves itself in one way only");
  }
  if (basic !== undefined && id !== undefined && id !== basic.id) {
    return refuse("invalid_request", "header and body name one client");
  }
  if (basic !== undefined) return prove(ctx, basic);
  return id === undefined ? refuse("invalid_request", "the client is named") : prove(ctx, { id, secret });
}

async function prove(
  ctx: LoginContext,
  { id, secret }: Credentials,
): Promise<AuthenticatedClient | BackChannelRefusal> {
  const known = await ctx.clients.find(id);
  if (known === undefined || known.client.poolId !== ctx.pool.id) {
    return refuse("invalid_client", "the client is one of the pool's");
  }
  if (known.secrets.length === 0 && secret !== undefined) {
    return refuse("invalid_client", "a client without a secret gives none");
  }
  // Every secret is compared, so that the time does not tell which one was near.
  const matches = known.secrets.map(({ value }) => constantTimeEqual(value, secret ?? ""));
  if (known.secrets.length > 0 && !matches.includes(true)) {
    return refuse("invalid_client", "the client's secret is right");
  }
  return { kind: "client", found: { ...known, pool: ctx.pool } };
}

/** RFC 7617, both parts as a form encodes them (RFC 6749, 2.3.1) or as they are: neither ids nor secrets have a `%`. */
function readBasic(authorization: string): Credentials | undefined {
  const [, encoded] = /^basic +([\w+/-]+={0,2})$/i.exec(authorization.trim()) ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon === -1) return undefined;
  try {
    const [id, secret] = [text.slice(0, colon), text.slice(colon + 1)].map(decodeURIComponent);
    return id === undefined ? undefined : { id, secret: secret || undefined };
  } catch {
    return undefined;
  }
}
