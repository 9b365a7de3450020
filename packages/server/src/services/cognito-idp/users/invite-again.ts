import type { AdminCreateUserRequest } from "../../../models/cognito-idp/types.ts";
import { prepareInvitation } from "../codes/prepare-invitation.ts";
import { generatePassword } from "../credentials/password-generator.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { requireUser } from "./find-user.ts";
import { replacePassword } from "./replace-password.ts";
import type { User } from "./user.ts";

/**
 * AdminCreateUser with MessageAction RESEND: invites a user again, whose temporary password gives way to a new one with a life of its
 * own. The request's attributes change nothing (assumed).
 *
 * @throws UserNotFoundException (observed: aws-sdk-js issue 1357), UnsupportedUserStateException, InvalidPasswordException
 */
export async function inviteAgain(ctx: CognitoContext, pool: UserPool, request: AdminCreateUserRequest): Promise<User> {
  const invited = await requireUser(ctx, pool, request.Username);
  const judge = ({ username, status }: User) => {
    if (status !== "FORCE_CHANGE_PASSWORD") throw errors.resendNotPossible(username);
  };
  judge(invited);
  const password = request.TemporaryPassword ?? generatePassword(pool.settings.passwordPolicy, ctx.random);
  return replacePassword(ctx, pool, invited, {
    given: password,
    temporary: true,
    // The history would answer with an error that this operation does not have.
    mayRepeat: true,
    refuse: errors.temporaryPasswordRefused,
    judge,
    also: async (tx, user) => {
      const media = request.DesiredDeliveryMediums;
      await prepareInvitation(ctx, { pool, user, password, suppressed: false, media }).send(tx);
      await tx.emit(poolEvent(ctx, pool, "UserInvited", { subject: user.sub }));
    },
  });
}
