import { requireClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { refreshTokens } from "../tokens/refresh.ts";

/** Exchanges a refresh token; the way that rotation needs. There are no ChallengeParameters (recorded). */
export default operation("GetTokensFromRefreshToken", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  const proof = { kind: "secret", given: input.ClientSecret } as const;
  return { AuthenticationResult: await refreshTokens(ctx, found, { refreshToken: input.RefreshToken, proof }) };
});
