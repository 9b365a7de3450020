import type { UserPool } from "../pools/user-pool.ts";
import { customScopesOf } from "../resource-servers/custom-scopes.ts";
import type { CognitoReader } from "../tables.ts";
import type { ClientSurroundings } from "./client-settings.ts";

/** What the settings of a client of the pool are judged against, as `db` sees it. */
export async function surroundingsOf(
  db: CognitoReader,
  pool: UserPool,
  hasSecret: boolean,
): Promise<ClientSurroundings> {
  return {
    pool,
    hasSecret,
    customScopes: await customScopesOf(db, pool.id),
    // Identity providers come with federation; until then there are none to name.
    identityProviders: new Set(),
  };
}
