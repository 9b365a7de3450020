import type { AddresseeStep } from "./step.ts";

/** Characters of all names and values together, encoded: what the network in front of Cognito's domains takes as a URL (assumed). */
const LONGEST = 8_192;

export const size: AddresseeStep = {
  rule: "the parameters together are no longer than a URL may be",
  take({ parameters }) {
    let length = 0;
    for (const [name, value] of parameters)
      length += encodeURIComponent(name).length + encodeURIComponent(value).length + 2;
    return length > LONGEST ? "invalid_request" : undefined;
  },
};
