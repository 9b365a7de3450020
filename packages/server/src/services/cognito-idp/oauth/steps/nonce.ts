import type { Step } from "./step.ts";

/** Longer than any that a library makes; AWS's bound is not known. */
const LONGEST = 2_048;

export const nonce: Step = {
  rule: "nonce is text of a sensible length",
  take({ parameters }, draft) {
    const given = parameters.get("nonce") || undefined;
    if (given !== undefined && (given.length > LONGEST || /\p{Cc}/u.test(given))) {
      return { error: "invalid_request", description: "nonce is too long, or no text" };
    }
    draft.nonce = given;
    return undefined;
  },
};
