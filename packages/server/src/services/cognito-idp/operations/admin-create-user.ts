import { prepareInvitation } from "../codes/prepare-invitation.ts";
import { generatePassword } from "../credentials/password-generator.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { freeAliases } from "../users/free-aliases.ts";
import { inviteAgain } from "../users/invite-again.ts";
import { prepareNewPassword } from "../users/new-password.ts";
import { newUserAttributes } from "../users/new-user-attributes.ts";
import { assertReachableByCode, hasOneTimeCodes } from "../users/one-time-codes.ts";
import { createSub } from "../users/sub.ts";
import { tellTakenNewName } from "../users/taken-names.ts";
import type { User } from "../users/user.ts";
import { userType } from "../users/user-wire.ts";
import { newUsername } from "../users/username-rules.ts";

/**
 * Creates a user with a temporary password and invites the user, or invites again. Order of checks (assumed): name, attributes, media,
 * password, name taken.
 */
export default operation("AdminCreateUser", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  if (input.MessageAction === "RESEND") return { User: userType(await inviteAgain(ctx, pool, input)) };

  const sub = createSub(ctx.random);
  const { username, implied } = newUsername(pool, input.Username, sub);
  const by = { kind: "admin" } as const;
  const attributes = newUserAttributes(pool, { given: input.UserAttributes ?? [], implied, by });
  const temporary =
    input.TemporaryPassword ??
    (hasOneTimeCodes(pool) ? undefined : generatePassword(pool.settings.passwordPolicy, ctx.random));
  if (temporary === undefined) assertReachableByCode(pool, attributes);
  const now = ctx.clock.now();
  const user: User = {
    poolId: pool.id,
    sub,
    username,
    // Without a password there is none to change (assumed).
    status: temporary === undefined ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD",
    enabled: true,
    attributes,
    pendingAttributes: {},
    createdAt: now,
    modifiedAt: now,
    version: 1,
  };
  const invitation = prepareInvitation(ctx, {
    pool,
    user,
    password: temporary,
    suppressed: input.MessageAction === "SUPPRESS",
    media: input.DesiredDeliveryMediums,
  });
  const password =
    temporary === undefined
      ? undefined
      : await prepareNewPassword(ctx, {
          pool,
          username,
          present: undefined,
          given: temporary,
          refuse: errors.temporaryPasswordRefused,
          temporary: true,
        });
  await tellTakenNewName(errors.userAccountExists, () =>
    ctx.storage.write(async (tx) => {
      if (input.ForceAliasCreation) await freeAliases(ctx, tx, pool, user);
      await ctx.users.insert(tx, pool, user);
      if (password) await ctx.users.setPassword(tx, user, password, { seen: undefined, next: ctx.random.uuid() });
      await invitation.send(tx);
      await tx.emit(poolEvent(ctx, pool, "UserCreated", { subject: sub }));
    }),
  );
  return { User: userType(user) };
});
