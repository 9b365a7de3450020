import { isResourceUrl } from "../resource-url.ts";
import type { Step } from "./step.ts";

export const resource: Step = {
  rule: "resource is a URL: https, http to localhost, or a scheme of an app's own",
  take({ parameters }, draft) {
    const given = parameters.get("resource") || undefined;
    if (given !== undefined && !isResourceUrl(given)) {
      return { error: "invalid_target", description: "resource is no URL that a token may be bound to" };
    }
    draft.resource = given;
    return undefined;
  },
};
