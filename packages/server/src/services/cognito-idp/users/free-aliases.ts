import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import { VERIFIABLE } from "./attribute-rules.ts";
import { foldName } from "./names.ts";
import type { User } from "./user.ts";

/**
 * Takes a user's verified addresses away, as aliases, from whoever else holds them: they keep the address, unverified, and cannot sign in
 * by it any more (documented: ForceAliasCreation). An address that is another's very user name stays that user's.
 */
export async function freeAliases(ctx: CognitoContext, tx: CognitoUnit, pool: UserPool, user: User): Promise<void> {
  for (const alias of VERIFIABLE) {
    const flag = `${alias}_verified`;
    const value = user.attributes[alias];
    if (!pool.identity.aliasAttributes.includes(alias) || value === undefined || user.attributes[flag] !== "true")
      continue;
    const key = foldName(pool, value);
    const holder = await ctx.users.findByKeys(tx.db, pool.id, [key]);
    if (holder === undefined || holder.sub === user.sub) continue;
    if (foldName(pool, holder.attributes[alias] ?? "") !== key) continue;
    const attributes = { ...holder.attributes, [flag]: "false" };
    await ctx.users.change(tx, pool, holder.sub, () => ({ ...holder, attributes, modifiedAt: ctx.clock.now() }));
    const data = { names: [flag], movedTo: user.sub };
    await tx.emit(poolEvent(ctx, pool, "UserAttributesChanged", { subject: holder.sub, data }));
  }
}
