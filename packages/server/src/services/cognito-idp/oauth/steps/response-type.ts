import type { Step } from "./step.ts";

/** Before the steps that may refuse: it says whether answers stand in the query or in the fragment. */
export const responseType: Step = {
  rule: "response_type is code or token",
  take({ ctx, parameters }, draft) {
    const given = parameters.get("response_type");
    if (!given) return { error: "invalid_request", description: "response_type is missing" };
    if (given !== "code" && given !== "token") return { error: "unsupported_response_type" };
    draft.responseType = given;
    return given === "token" && !ctx.profile.implicit ? { error: "unsupported_response_type" } : undefined;
  },
};
