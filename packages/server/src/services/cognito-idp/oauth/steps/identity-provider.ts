import type { Step } from "./step.ts";

/** Federation is to come: until then the pool itself is the only provider. What AWS answers to an unknown one is not known. */
export const identityProvider: Step = {
  rule: "identity_provider is one of the client's",
  take({ parameters }, { found }) {
    const provider = parameters.get("identity_provider") || undefined;
    const identifier = parameters.get("idp_identifier") || undefined;
    const { supportedIdentityProviders } = found.client.settings;
    const own = provider === undefined || (provider === "COGNITO" && supportedIdentityProviders?.includes("COGNITO"));
    return own && identifier === undefined
      ? undefined
      : { error: "invalid_request", description: "There is no such identity provider" };
  },
};
