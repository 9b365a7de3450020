import { type Revocation, revokeRefreshToken } from "../tokens/revoke-refresh-token.ts";
import { authenticateClient } from "./authenticate-client.ts";
import { type BackChannelRefusal, refusalAnswer, refuse } from "./back-channel-refusal.ts";
import type { Endpoint, LoginContext, LoginRequest } from "./endpoint.ts";
import { readParameters } from "./read-parameters.ts";

/** The first two are documented; a token of another client is refused (RFC 7009, 2.1), with a code that is assumed. */
const refusals: Readonly<Record<Exclude<Revocation, "done">, BackChannelRefusal>> = {
  "not-enabled": refuse("invalid_request", "the client has token revocation"),
  "not-a-refresh-token": refuse("unsupported_token_type", "the token is a refresh token"),
  "other-client": refuse("invalid_request", "the token is the client's"),
};

/**
 * `/oauth2/revoke` (developer guide, "Revocation endpoint"; RFC 7009): ends the sign-in that a refresh token belongs to. 200 with an
 * empty body, also for a token that is unknown or was revoked.
 */
export default {
  async POST(request, ctx) {
    const refusal = await revoke(request, ctx);
    return refusal === undefined
      ? { status: 200, headers: {}, body: null }
      : refusalAnswer(ctx, refusal, { clientStatus: 401 });
  },
} satisfies Endpoint;

async function revoke(request: LoginRequest, ctx: LoginContext): Promise<BackChannelRefusal | undefined> {
  const read = await readParameters(request, ctx);
  if (read.kind === "refused") return read;
  const client = await authenticateClient(ctx, request, read.parameters);
  if (client.kind === "refused") return client;
  const token = read.parameters.get("token");
  if (token === undefined) return refuse("invalid_request", "token is there");
  const revocation = await revokeRefreshToken(ctx, client.found, token);
  return revocation === "done" ? undefined : refusals[revocation];
}
