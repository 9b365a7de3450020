import { writableAttributes } from "../clients/attribute-permissions.ts";
import { isFlowEnabled } from "../clients/auth-flows.ts";
import { requireClient } from "../clients/require-client.ts";
import { assertSecretHash } from "../clients/secret-hash-check.ts";
import { prepareCode } from "../codes/prepare-code.ts";
import { errors } from "../errors.ts";
import { signUpDelivery } from "../messages/destination.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { createSub } from "../tokens/sub.ts";
import { prepareNewPassword } from "../users/new-password.ts";
import { newUserAttributes } from "../users/new-user-attributes.ts";
import { tellTakenNewName } from "../users/taken-names.ts";
import type { User } from "../users/user.ts";
import { newUsername } from "../users/username-rules.ts";

/**
 * Registers a user, who is to be confirmed. Order of checks: client, secret, pool's permission, name, attributes, password, name taken
 * (the last four assumed).
 */
export default operation("SignUp", async (input, ctx) => {
  const found = await requireClient(ctx, input.ClientId);
  const { client, pool } = found;
  assertSecretHash(found, { usernames: [input.Username], given: input.SecretHash });
  if (pool.settings.adminCreateUser.allowAdminCreateUserOnly) throw errors.signUpNotPermitted();

  const sub = createSub(ctx.random);
  const { username, implied } = newUsername(pool, input.Username, sub);
  const attributes = newUserAttributes(pool, {
    given: input.UserAttributes ?? [],
    implied,
    by: { kind: "client", writable: writableAttributes(client, pool) },
  });
  // Passwordless sign-up needs a factor besides the password, which only the choice-based flow has.
  if (input.Password === undefined && !isFlowEnabled(client, "USER_AUTH")) throw errors.passwordMissing();
  const password =
    input.Password === undefined
      ? undefined
      : await prepareNewPassword(ctx, {
          pool,
          username,
          present: undefined,
          given: input.Password,
          refuse: errors.signUpPasswordRefused,
        });
  const now = ctx.clock.now();
  const user: User = {
    poolId: pool.id,
    sub,
    username,
    status: "UNCONFIRMED",
    enabled: true,
    attributes,
    pendingAttributes: {},
    createdAt: now,
    modifiedAt: now,
    version: 1,
  };
  const code = prepareCode(ctx, {
    pool,
    clientId: client.id,
    user,
    kind: "sign-up",
    purpose: "sign-up",
    decision: signUpDelivery(pool, attributes),
  });
  await tellTakenNewName(errors.userExists, () =>
    ctx.storage.write(async (tx) => {
      await ctx.users.insert(tx, pool, user);
      if (password) {
        await ctx.users.setPassword(tx, user, password, { seen: undefined, next: ctx.random.uuid() });
      }
      await code.send(tx);
      await tx.emit(poolEvent(ctx, pool, "UserSignedUp", { subject: sub, actor: sub }));
    }),
  );
  return {
    UserConfirmed: false,
    UserSub: sub,
    ...(code.details && { CodeDeliveryDetails: code.details }),
  };
});
