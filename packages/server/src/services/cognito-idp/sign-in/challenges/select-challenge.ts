import { errors } from "../../errors.ts";
import { availableFirstFactors, chooseFirstFactor } from "../first-factors.ts";
import type { Challenge } from "../machine-types.ts";
import { required } from "../parameters.ts";

/** The client chooses its first factor from those of the user: ANSWER, with the factor's own parameters beside it. */
export const selectChallenge: Challenge = {
  name: "SELECT_CHALLENGE",

  async ask(context) {
    return { parameters: {}, data: null, available: availableFirstFactors(context) };
  },

  async answer(context) {
    const verdict = await chooseFirstFactor(context, required(context.parameters, "ANSWER"));
    return verdict ?? { kind: "refused", error: errors.challengeNotAvailable(), session: "kept" };
  },
};
