import { readIdTokenHint } from "../id-token-hint.ts";
import type { Step } from "./step.ts";

/** Cognito does not know the parameter; a hint that is none of ours is ignored like there, unless the profile is strict. */
export const idTokenHint: Step = {
  rule: "id_token_hint is an ID token of this pool, expired or not, and names who must sign in",
  async take({ ctx, parameters }, draft) {
    const given = parameters.get("id_token_hint");
    if (!given) return undefined;
    const hint = await readIdTokenHint(ctx, given);
    if (hint === undefined && ctx.profile.strictRequests) {
      return { error: "invalid_request", description: "id_token_hint is no ID token of this pool" };
    }
    draft.expectedSub = hint?.sub;
    return undefined;
  },
};
