import type { Step } from "./step.ts";

/** Plain HTTP only to the own machine; otherwise any scheme (developer guide, "Authorize endpoint"; RFC 8707, 2: no fragment). */
const ALLOWED = /^(?:https:\/\/[^/?#]|http:\/\/localhost(?:[:/?]|$)|(?!https?:)[a-z][a-z\d+.-]*:\/\/)[^\s#]*$/i;

const LONGEST = 2_048;

export const resource: Step = {
  rule: "resource is a URL: https, http to localhost, or a scheme of an app's own",
  take({ parameters }, draft) {
    const given = parameters.get("resource") || undefined;
    if (given !== undefined && (given.length > LONGEST || !ALLOWED.test(given) || !URL.canParse(given))) {
      return { error: "invalid_target", description: "resource is no URL that a token may be bound to" };
    }
    draft.resource = given;
    return undefined;
  },
};
