import type { AppClient } from "../clients/app-client.ts";
import type { LoginContext } from "../oauth/endpoint.ts";

/** The client of the domain's pool that an address names; undefined for another pool's, or nobody's. */
export async function namedClient(ctx: LoginContext, parameters: URLSearchParams): Promise<AppClient | undefined> {
  const id = parameters.get("client_id");
  const found = id === null ? undefined : await ctx.clients.find(id);
  return found?.client.poolId === ctx.pool.id ? found.client : undefined;
}
