import type { Step } from "./step.ts";

/** RFC 7636, 4.2. */
const CHALLENGE = /^[\w.~-]{43,128}$/;

/** The method has no default: RFC 7636's would be `plain`, which Cognito does not have (developer guide, "Authorize endpoint"). */
export const codeChallenge: Step = {
  rule: "a code challenge comes with the method S256, and the method with a challenge",
  take({ parameters }, draft) {
    const challenge = parameters.get("code_challenge") || undefined;
    const method = parameters.get("code_challenge_method") || undefined;
    if (challenge === undefined && method === undefined) return undefined;
    if (challenge === undefined) return { error: "invalid_request", description: "code_challenge is missing" };
    if (method !== "S256") return { error: "invalid_request", description: "code_challenge_method must be S256" };
    if (!CHALLENGE.test(challenge)) return { error: "invalid_request", description: "code_challenge has a wrong form" };
    draft.codeChallenge = challenge;
    return undefined;
  },
};
