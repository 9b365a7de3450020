import type { CognitoReader } from "../tables.ts";
import type { ResourceServer } from "./resource-server.ts";

/** Every scope of a pool's resource servers, as `{identifier}/{name}`. */
export async function customScopesOf(db: CognitoReader, poolId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("resource_servers")
    .select(["identifier", "scopes_json"])
    .where("pool_id", "=", poolId)
    .execute();
  return new Set(
    rows.flatMap(({ identifier, scopes_json }) => {
      const scopes: ResourceServer["scopes"] = JSON.parse(scopes_json);
      return scopes.map(({ name }) => `${identifier}/${name}`);
    }),
  );
}
