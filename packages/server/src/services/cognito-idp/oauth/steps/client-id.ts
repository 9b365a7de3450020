import type { AddresseeStep } from "./step.ts";

export const clientId: AddresseeStep = {
  rule: "client_id is there",
  // An empty one counts as none (assumed).
  take: ({ parameters }) =>
    parameters.get("client_id") ? undefined : "Required String parameter 'client_id' is not present",
};
