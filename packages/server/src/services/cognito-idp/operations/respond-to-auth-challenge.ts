import { requireClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { respond } from "../sign-in/respond.ts";

/** Answers a challenge of a sign-in. */
export default operation("RespondToAuthChallenge", async (input, ctx) =>
  respond(ctx, await requireClient(ctx, input.ClientId), {
    challenge: input.ChallengeName,
    responses: input.ChallengeResponses ?? {},
    session: input.Session,
  }),
);
