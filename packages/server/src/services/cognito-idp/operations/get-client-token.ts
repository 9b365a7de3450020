import { constantTimeEqual } from "../../../platform/constant-time.ts";
import { requireClient } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { clientScopes } from "../resource-servers/client-scopes.ts";
import { clientToken } from "../tokens/client-token.ts";

/**
 * An access token for the client itself. The documented switch, ALLOW_CLIENT_TOKEN_AUTH, is not in the model yet, so that a client
 * with the client_credentials flow has it; answers and errors are assumed. Scopes are those asked for, or all of the client's, as far
 * as resource servers have them today.
 */
export default operation("GetClientToken", async (input, ctx) => {
  const { client, pool, secrets } = await requireClient(ctx, input.ClientId);
  const { allowedOAuthFlowsUserPoolClient, allowedOAuthFlows } = client.settings;
  if (!secrets.map(({ value }) => constantTimeEqual(value, input.Secret)).includes(true)) {
    throw errors.secretHashWrong(client.id);
  }
  if (!allowedOAuthFlowsUserPoolClient || !allowedOAuthFlows?.includes("client_credentials")) {
    throw errors.clientTokensNotEnabled();
  }
  const allowed = await clientScopes(ctx.storage.db, client);
  const requested = input.Scopes?.length ? [...new Set(input.Scopes)] : allowed;
  const unknown = requested.find((scope) => !allowed.includes(scope));
  if (unknown !== undefined) throw errors.scopeNotAllowed(unknown);
  if (requested.length === 0) throw errors.noScopes();

  const { accessToken, expiresIn } = await clientToken(ctx, { pool, client, scopes: requested });
  return { ClientAuthenticationResult: { AccessToken: accessToken, ExpiresIn: expiresIn, TokenType: "Bearer" } };
});
