import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import type { AppClientWithSecrets } from "./client-store.ts";

export interface ClientAndPool extends AppClientWithSecrets {
  pool: UserPool;
}

/** The client that an unsigned request names, with its pool. @throws ResourceNotFoundException */
export async function requireClient(ctx: CognitoContext, clientId: string): Promise<ClientAndPool> {
  const found = await ctx.clients.find(clientId);
  const pool = found && (await ctx.pools.find(found.client.poolId));
  if (found === undefined || pool === undefined) throw errors.clientIdNotFound(clientId);
  return { ...found, pool };
}

/** The client of a pool that a signed sign-in names. @throws ResourceNotFoundException */
export async function requireClientOfPool(
  ctx: CognitoContext,
  pool: UserPool,
  clientId: string,
): Promise<ClientAndPool> {
  const found = await ctx.clients.find(clientId);
  if (found?.client.poolId !== pool.id) throw errors.clientNotInPool(clientId, pool.id);
  return { ...found, pool };
}

/** The client of a pool that an operation on clients names. @throws ResourceNotFoundException */
export async function requireOwnClient(
  ctx: CognitoContext,
  pool: UserPool,
  clientId: string,
): Promise<AppClientWithSecrets> {
  const found = await ctx.clients.find(clientId);
  if (found?.client.poolId !== pool.id) throw errors.clientNotFound();
  return found;
}

/** The same as the unit sees it that changes the client. @throws ResourceNotFoundException */
export async function requireOwnClientIn(
  ctx: CognitoContext,
  tx: CognitoUnit,
  pool: Pick<UserPool, "id">,
  clientId: string,
): Promise<AppClientWithSecrets> {
  const found = await ctx.clients.read(tx, pool.id, clientId);
  if (found === undefined) throw errors.clientNotFound();
  return found;
}
