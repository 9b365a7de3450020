import type { Step } from "./step.ts";

/** Cognito does not know the parameter; one that cannot be read is ignored like there, unless the profile is strict. */
export const maxAge: Step = {
  rule: "max_age is a number of seconds",
  take({ ctx, parameters }, draft) {
    const given = parameters.get("max_age");
    if (given !== null && /^\d{1,10}$/.test(given)) draft.maxAge = Number(given);
    else if (given !== null && ctx.profile.strictRequests) {
      return { error: "invalid_request", description: "max_age is no number of seconds" };
    }
    return undefined;
  },
};
