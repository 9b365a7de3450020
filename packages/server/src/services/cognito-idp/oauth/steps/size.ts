import type { AddresseeStep } from "./step.ts";

/** Characters of all names and values together, encoded: what the network in front of Cognito's domains takes as a URL (assumed). */
const LONGEST = 8_192;

export const size: AddresseeStep = {
  rule: "the parameters together are no longer than a URL may be",
  take({ parameters }) {
    let length = 0;
    for (const pair of parameters) {
      for (const text of pair) {
        // What is too long as it is need not be encoded: a form may bring megabytes.
        length += text.length > LONGEST ? text.length : encodeURIComponent(text).length + 1;
        if (length > LONGEST) return "invalid_request";
      }
    }
    return undefined;
  },
};
