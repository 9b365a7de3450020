import { isFlowEnabled } from "../../clients/auth-flows.ts";
import { rotation } from "../../clients/rotation.ts";
import { exchangeRefreshToken } from "../../tokens/exchange-refresh-token.ts";
import { signFamily } from "../../tokens/sign-family.ts";
import { refuse } from "../back-channel-refusal.ts";
import { grantedTokens } from "../granted-tokens.ts";
import { type Grant, hasOAuthFlow } from "./grant.ts";

/**
 * New tokens of a sign-in, by the refresh token that it gave, whether by code or by the API (developer guide, "The token issuer endpoint").
 * A client of the code flow can always refresh; another needs the flow of the API (assumed). Sign-in time, scopes and the bound resource
 * stay.
 */
export const refreshToken: Grant = {
  isAllowed: (client) =>
    hasOAuthFlow(client, "code") || rotation(client) !== undefined || isFlowEnabled(client, "REFRESH_TOKEN_AUTH"),

  async take(ctx, { found, parameters }) {
    const given = parameters.get("refresh_token");
    if (given === undefined) return refuse("invalid_request", "refresh_token is there");
    const outcome = await exchangeRefreshToken(ctx, found, given);
    if (outcome.kind === "refused") return refuse("invalid_grant", `the refresh token is good: ${outcome.why}`);
    const { user, family, successor } = outcome;
    const { client, pool } = found;
    const issued = await signFamily(ctx, { pool, client, user, family, refreshed: true });
    return { kind: "granted", tokens: grantedTokens(issued, successor) };
  },
};
