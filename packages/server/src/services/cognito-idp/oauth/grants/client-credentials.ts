import { clientScopes } from "../../resource-servers/client-scopes.ts";
import { clientToken } from "../../tokens/client-token.ts";
import { refuse } from "../back-channel-refusal.ts";
import { isResourceUrl } from "../resource-url.ts";
import { type Grant, hasOAuthFlow } from "./grant.ts";

/**
 * An access token for the client itself, with the scopes asked for, or all that the client has (developer guide, "The token issuer endpoint").
 * The guide has scopes ignored that are not the client's; the authorization endpoint, of which it says the same, refuses them, so they are
 * refused here too (assumed). `aws_client_metadata` is for a trigger that comes later.
 */
export const clientCredentials: Grant = {
  isAllowed: (client) => hasOAuthFlow(client, "client_credentials"),

  async take(ctx, { found, parameters }) {
    const { client, pool, secrets } = found;
    // RFC 6749, 4.4: confidential clients only.
    if (secrets.length === 0) return refuse("unauthorized_client", "the client has a secret");
    if (!isMetadata(parameters.get("aws_client_metadata"))) {
      return refuse("invalid_request", "aws_client_metadata is a JSON object");
    }
    const resource = parameters.get("resource");
    if (resource !== undefined && !isResourceUrl(resource)) {
      return refuse("invalid_target", "resource is a URL that a token may be bound to");
    }
    const allowed = await clientScopes(ctx.storage.db, client);
    const asked = [...new Set((parameters.get("scope") ?? "").split(" ").filter(Boolean))];
    if (asked.some((scope) => !allowed.includes(scope))) return refuse("invalid_scope", "every scope is the client's");
    const scopes = asked.length > 0 ? asked : allowed;
    if (scopes.length === 0) return refuse("invalid_scope", "the client has scopes");

    const { accessToken, expiresIn } = await clientToken(ctx, { client, pool, scopes, audience: resource });
    return { kind: "granted", tokens: { access_token: accessToken, expires_in: expiresIn, token_type: "Bearer" } };
  },
};

function isMetadata(text: string | undefined): boolean {
  if (text === undefined) return true;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
