import { createSecretKey } from "node:crypto";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { createUserPoolId } from "../pools/pool-id.ts";
import { assertRegions } from "../pools/pool-regions.ts";
import { identityOfNewPool, mfaOfNewPool, settingsOfNewPool } from "../pools/pool-settings.ts";
import { createdPool } from "../pools/pool-wire.ts";
import { buildSchema } from "../pools/schema.ts";
import { withTags } from "../pools/tags.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** Creates a user pool with its two signing keys. */
export default operation("CreateUserPool", async (input, ctx) => {
  const now = ctx.clock.now();
  const settings = settingsOfNewPool(input);
  assertRegions(settings, ctx.region);
  const pool: UserPool = {
    id: createUserPoolId(ctx.region, ctx.random),
    account: ctx.account,
    region: ctx.region,
    name: input.PoolName,
    identity: identityOfNewPool(input),
    settings,
    mfa: mfaOfNewPool(settings),
    schema: buildSchema(input.Schema),
    tags: withTags({}, input.UserPoolTags),
    secret: createSecretKey(ctx.random.bytes(32)),
    createdAt: now,
    modifiedAt: now,
    version: 1,
  };
  const keys = await ctx.signingKeys.take();
  await ctx.storage.write(async (tx) => {
    await ctx.pools.insert(tx, pool);
    await ctx.signingKeys.insert(tx, pool.id, keys, now);
    await tx.emit(poolEvent(ctx, pool, "UserPoolCreated"));
  });
  return { UserPool: createdPool(pool) };
});
