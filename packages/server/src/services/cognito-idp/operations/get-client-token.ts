import { constantTimeEqual } from "../../../platform/constant-time.ts";
import { tokenLifetime } from "../clients/effective.ts";
import { requireClient } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { customScopesOf } from "../resource-servers/custom-scopes.ts";
import { clientClaims } from "../tokens/client-claims.ts";
import { issuerOf } from "../tokens/issuer.ts";
import { signJwt } from "../tokens/sign.ts";

/**
 * An access token for the client itself. The documented switch, ALLOW_CLIENT_TOKEN_AUTH, is not in the model yet, so that a client
 * with the client_credentials flow has it; answers and errors are assumed. Scopes are those asked for, or all of the client's, as far
 * as resource servers have them today.
 */
export default operation("GetClientToken", async (input, ctx) => {
  const { client, pool, secrets } = await requireClient(ctx, input.ClientId);
  const { allowedOAuthFlowsUserPoolClient, allowedOAuthFlows, allowedOAuthScopes } = client.settings;
  if (!secrets.map(({ value }) => constantTimeEqual(value, input.Secret)).includes(true)) {
    throw errors.secretHashWrong(client.id);
  }
  if (!allowedOAuthFlowsUserPoolClient || !allowedOAuthFlows?.includes("client_credentials")) {
    throw errors.clientTokensNotEnabled();
  }
  const existing = await customScopesOf(ctx.storage.db, pool.id);
  const allowed = (allowedOAuthScopes ?? []).filter((scope) => existing.has(scope));
  const requested = input.Scopes?.length ? [...new Set(input.Scopes)] : allowed;
  const unknown = requested.find((scope) => !allowed.includes(scope));
  if (unknown !== undefined) throw errors.scopeNotAllowed(unknown);
  if (requested.length === 0) throw errors.noScopes();

  const keys = await ctx.signingKeys.of(pool.id);
  // The pool went in the meantime.
  if (keys === undefined) throw errors.clientIdNotFound(client.id);
  const lifetime = tokenLifetime(client, "AccessToken") / 1000;
  const claims = clientClaims({
    issuer: issuerOf(ctx.settings, pool),
    clientId: client.id,
    scope: requested.join(" "),
    issuedAt: Math.floor(ctx.clock.now() / 1000),
    lifetime,
    jti: ctx.random.uuid(),
  });
  return {
    ClientAuthenticationResult: {
      AccessToken: await signJwt(keys.access, claims),
      ExpiresIn: lifetime,
      TokenType: "Bearer",
    },
  };
});
