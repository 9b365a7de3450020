import { AwsError } from "../../../aws/errors.ts";
import { CLIENT_ID } from "../clients/client-id-form.ts";
import { hidesUnknownUsers } from "../clients/hides-unknown-users.ts";
import { requireClient } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { confirmSignUp } from "../users/confirm-sign-up.ts";
import { findUserByName } from "../users/find-user.ts";
import { countedName, foldName } from "../users/names.ts";
import { verifyAttribute } from "../users/verify-attribute.ts";

/** What following the link came to. */
export type LinkOutcome = "confirmed" | "invalid" | "expired" | "taken" | "tooMany";

/** The link's parameters as the model has them for ConfirmSignUp; what is not of that form is asked of no store. */
const PARAMETERS = {
  client_id: CLIENT_ID,
  user_name: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u,
  confirmation_code: /^\S{1,64}$/,
};

/** By code of the error that the confirmation ended with. What is missing is a failure of ours. */
const OUTCOMES: Readonly<Record<string, LinkOutcome>> = {
  ResourceNotFoundException: "invalid",
  UserNotFoundException: "invalid",
  CodeMismatchException: "invalid",
  ExpiredCodeException: "expired",
  // Somebody else, or the same click twice, was faster.
  NotAuthorizedException: "expired",
  AliasExistsException: "taken",
  LimitExceededException: "tooMany",
};

/**
 * Confirms by the link of a mail: a sign-up, or for a user who is past it a changed address.
 *
 * @param query of the link, still encoded
 * @throws what is no refusal
 */
export async function followConfirmationLink(ctx: CognitoContext, query: string): Promise<LinkOutcome> {
  const given = new URLSearchParams(query);
  const [clientId, username, code] = Object.entries(PARAMETERS).map(([name, form]) => {
    const values = given.getAll(name);
    return values.length === 1 && values[0] !== undefined && form.test(values[0]) ? values[0] : undefined;
  });
  if (clientId === undefined || username === undefined || code === undefined) return "invalid";
  let hides = false;
  try {
    const found = await requireClient(ctx, clientId);
    hides = hidesUnknownUsers(found.client);
    const user = await findUserByName(ctx, found.pool, username);
    if (user === undefined || user.status === "UNCONFIRMED") {
      await confirmSignUp(ctx, found, { username, code, forceAliasCreation: false });
      return "confirmed";
    }
    await verifyAttribute(ctx, found.pool, {
      attribute: undefined,
      code,
      // As for a name that nobody has: the page must not tell them apart, nor a stranger use up what the user has at the API.
      attempts: (present) => ({
        poolId: user.poolId,
        subject: countedName(found.pool, foldName(found.pool, username), present),
        kind: "confirm-sign-up",
      }),
      async read(tx) {
        const present = await ctx.users.find(tx.db, user.poolId, user.sub);
        if (present?.enabled !== true) throw errors.codeMismatch();
        return present;
      },
    });
    return "confirmed";
  } catch (error) {
    const outcome = error instanceof AwsError ? OUTCOMES[error.code] : undefined;
    if (outcome === undefined) throw error;
    // "Expired" would tell of a user.
    return outcome === "expired" && hides ? "invalid" : outcome;
  }
}
