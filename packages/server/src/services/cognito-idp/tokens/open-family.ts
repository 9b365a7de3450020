import type { AppClient } from "../clients/app-client.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import type { User } from "../users/user.ts";
import { ADMIN_SCOPE } from "./access-token.ts";
import { issueTokens } from "./issue-tokens.ts";
import { newFamily } from "./new-family.ts";

/**
 * A new sign-in by the API: `insert` belongs to the unit that completes it, `tokens` comes after its commit.
 * The caller answers for the user having proven a credential.
 */
export function openFamily(
  ctx: CognitoContext,
  { pool, client, user, eventId }: { pool: UserPool; client: AppClient; user: User; eventId: string },
) {
  const { family, refreshToken, insert } = newFamily(ctx, {
    pool,
    client,
    user,
    eventId,
    scope: ADMIN_SCOPE,
    grant: "api",
  });
  return {
    insert: (tx: CognitoUnit): Promise<void> => insert(tx),
    /** @param latest the user as the unit left it: a challenge may have changed attributes */
    tokens: (latest: User) => issueTokens(ctx, { pool, client, user: latest, family, refreshToken, refreshed: false }),
  };
}
