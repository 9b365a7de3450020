import { requireClientOfPool } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { respond } from "../sign-in/respond.ts";

/** Answers a challenge of a sign-in from a server with credentials. */
export default operation("AdminRespondToAuthChallenge", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  return respond(ctx, await requireClientOfPool(ctx, pool, input.ClientId), {
    challenge: input.ChallengeName,
    responses: input.ChallengeResponses ?? {},
    session: input.Session,
  });
});
