import type { AwsError } from "../../../aws/errors.ts";
import { constantTimeEqual } from "../../../platform/constant-time.ts";
import type { AppClientWithSecrets } from "../clients/client-store.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { type Revocation, revokeRefreshToken } from "../tokens/revoke-refresh-token.ts";

const refusals: Readonly<Record<Exclude<Revocation, "done">, () => AwsError>> = {
  "not-enabled": errors.revocationNotEnabled,
  "not-a-refresh-token": errors.unsupportedTokenType,
  "other-client": errors.revokedTokenOfOtherClient,
};

/** Ends a sign-in by its refresh token. */
export default operation("RevokeToken", async (input, ctx) => {
  const found = await ctx.clients.find(input.ClientId);
  const pool = found && (await ctx.pools.find(found.client.poolId));
  // The model has no ResourceNotFoundException here: an unknown client is one that proves nothing (assumed).
  if (found === undefined || pool === undefined || !provesSecret(found, input.ClientSecret)) {
    throw errors.invalidClientOrSecret();
  }
  const revocation = await revokeRefreshToken(ctx, { ...found, pool }, input.Token);
  if (revocation !== "done") throw refusals[revocation]();
  return {};
});

function provesSecret({ secrets }: AppClientWithSecrets, given: string | undefined): boolean {
  return secrets.length === 0 || secrets.map(({ value }) => constantTimeEqual(value, given ?? "")).includes(true);
}
