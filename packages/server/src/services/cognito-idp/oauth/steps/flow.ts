import type { Step } from "./step.ts";

/** The API's names of the flows. */
const FLOWS = { code: "code", token: "implicit" } as const;

/** Observed at AWS: `error_description=unauthorized_client&error=invalid_request`. */
export const flow: Step = {
  rule: "the client has the flow that is asked for",
  take(_asked, { found, responseType }) {
    const { allowedOAuthFlowsUserPoolClient, allowedOAuthFlows = [] } = found.client.settings;
    return allowedOAuthFlowsUserPoolClient && allowedOAuthFlows.includes(FLOWS[responseType])
      ? undefined
      : { error: "unauthorized_client" };
  },
};
