import type { AttributeType, CodeDeliveryDetailsType } from "../../../models/cognito-idp/types.ts";
import { writableAttributes } from "../clients/attribute-permissions.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { confirmationLinks } from "../codes/confirmation-link.ts";
import { prepareCode } from "../codes/prepare-code.ts";
import { errors } from "../errors.ts";
import { signUpDelivery } from "../messages/destination.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { prepareNewPassword } from "./new-password.ts";
import { newUserAttributes } from "./new-user-attributes.ts";
import { createSub } from "./sub.ts";
import { tellTakenNewName } from "./taken-names.ts";
import type { User } from "./user.ts";
import { newUsername } from "./username-rules.ts";

/**
 * Registers a user through a client, by the API or on the pages. Order of checks: pool's permission, name, attributes, password, name
 * taken (the last four assumed).
 *
 * @returns the user as stored, to be confirmed; `details` undefined when no code was sent
 * @throws AwsError
 */
export async function signUp(
  ctx: CognitoContext,
  { client, pool }: Pick<ClientAndPool, "client" | "pool">,
  request: {
    username: string;
    password: string | undefined;
    mayLackPassword: boolean;
    attributes: readonly AttributeType[];
  },
): Promise<{ user: User; details: CodeDeliveryDetailsType | undefined }> {
  if (pool.settings.adminCreateUser.allowAdminCreateUserOnly) throw errors.signUpNotPermitted();

  const sub = createSub(ctx.random);
  const { username, implied } = newUsername(pool, request.username, sub);
  const attributes = newUserAttributes(pool, {
    given: request.attributes,
    implied,
    by: { kind: "client", writable: writableAttributes(client, pool) },
  });
  if (request.password === undefined && !request.mayLackPassword) throw errors.passwordMissing();
  const password =
    request.password === undefined
      ? undefined
      : await prepareNewPassword(ctx, {
          pool,
          username,
          present: undefined,
          given: request.password,
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
    links: await confirmationLinks(ctx, { pool, client }),
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
  return { user, details: code.details };
}
