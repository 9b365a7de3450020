import type { AppClient } from "../clients/app-client.ts";
import type { CognitoReader } from "../tables.ts";
import { customScopesOf } from "./custom-scopes.ts";

/** The scopes that a client may have in a token of its own: those allowed to it, as far as resource servers have them today. */
export async function clientScopes(db: CognitoReader, { poolId, settings }: AppClient): Promise<string[]> {
  const existing = await customScopesOf(db, poolId);
  return (settings.allowedOAuthScopes ?? []).filter((scope) => existing.has(scope));
}
