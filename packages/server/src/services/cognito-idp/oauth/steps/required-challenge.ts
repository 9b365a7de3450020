import type { Step } from "./step.ts";

/** RFC 9700, 2.1.1. At AWS the challenge is optional. */
export const requiredChallenge: Step = {
  rule: "where the profile says so, a client without a secret sends a code challenge",
  take({ ctx }, { found, responseType, codeChallenge }) {
    const missing = responseType === "code" && found.secrets.length === 0 && codeChallenge === undefined;
    return ctx.profile.requirePkce && missing
      ? { error: "invalid_request", description: "code_challenge is required" }
      : undefined;
  },
};
