import type { Step } from "./step.ts";

/** Cognito ignores these; a strict profile tells the client that they had no effect (OpenID Connect Core, 3.1.2.6). */
export const unsupported: Step = {
  rule: "where the profile is strict, what has no effect is refused",
  take({ ctx, parameters }, { responseType }) {
    if (!ctx.profile.strictRequests) return undefined;
    if (parameters.has("request")) return { error: "request_not_supported" };
    if (parameters.has("request_uri")) return { error: "request_uri_not_supported" };
    if (parameters.has("registration")) return { error: "registration_not_supported" };
    const mode = parameters.get("response_mode");
    const only = responseType === "code" ? "query" : "fragment";
    return mode !== null && mode !== only
      ? { error: "invalid_request", description: `response_mode can only be ${only}` }
      : undefined;
  },
};
