import type { Step } from "./step.ts";

/** Scopes that mean something only beside `openid` (developer guide, "Authorize endpoint"). */
const NEED_OPENID: readonly string[] = ["phone", "email", "profile"];

/**
 * The guide says that scopes which are not the client's are ignored; eight third parties saw them refused, unknown and not allowed
 * alike, before any page.
 */
export const scope: Step = {
  rule: "every scope is the client's; without any, all of the client's are meant",
  take({ parameters }, draft) {
    const { allowedOAuthScopes = [] } = draft.found.client.settings;
    const asked = [...new Set((parameters.get("scope") ?? "").split(" ").filter(Boolean))];
    if (asked.some((one) => !allowedOAuthScopes.includes(one))) return { error: "invalid_scope" };
    if (asked.some((one) => NEED_OPENID.includes(one)) && !asked.includes("openid")) return { error: "invalid_scope" };
    draft.scopes = asked.length > 0 ? asked : allowedOAuthScopes;
    return undefined;
  },
};
