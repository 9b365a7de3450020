import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { customScopesOf } from "../resource-servers/custom-scopes.ts";
import type { ClientSurroundings } from "./client-settings.ts";

/** What the settings of a client of the pool are judged against. */
export async function surroundingsOf(
  ctx: CognitoContext,
  pool: UserPool,
  hasSecret: boolean,
): Promise<ClientSurroundings> {
  return {
    pool,
    hasSecret,
    customScopes: await customScopesOf(ctx.storage.db, pool.id),
    // Identity providers come with federation; until then there are none to name.
    identityProviders: new Set(),
  };
}
