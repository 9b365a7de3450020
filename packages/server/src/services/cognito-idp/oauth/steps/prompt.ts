import type { Step } from "./step.ts";

const VALUES = ["none", "login", "select_account", "consent"] as const;

export const prompt: Step = {
  rule: "prompt has known values, and none stands alone",
  take({ ctx, parameters }, draft) {
    const given = (parameters.get("prompt") ?? "").split(" ").filter(Boolean);
    const known = VALUES.filter((value) => given.includes(value));
    // OpenID Connect Core, 3.1.2.1; what AWS makes of it is not known.
    if (known.includes("none") && new Set(given).size > 1) {
      return { error: "invalid_request", description: "prompt=none goes with no other value" };
    }
    if (ctx.profile.strictRequests && given.some((value) => !VALUES.some((one) => one === value))) {
      return { error: "invalid_request", description: "prompt has an unknown value" };
    }
    draft.prompt = new Set(known);
    return undefined;
  },
};
