import type { Step } from "./step.ts";

/** Every parameter that has a meaning here; others may come as often as they like. */
const KNOWN = [
  "client_id",
  "redirect_uri",
  "response_type",
  "state",
  "scope",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "prompt",
  "max_age",
  "login_hint",
  "lang",
  "identity_provider",
  "idp_identifier",
  "resource",
  "id_token_hint",
  "response_mode",
  "request",
  "request_uri",
] as const;

/** RFC 6749, 3.1: no parameter more than once. What AWS makes of two is not known. */
export const repeated: Step = {
  rule: "no parameter comes twice",
  take({ parameters }) {
    const twice = KNOWN.find((name) => parameters.getAll(name).length > 1);
    return twice && { error: "invalid_request", description: `${twice} comes more than once` };
  },
};
