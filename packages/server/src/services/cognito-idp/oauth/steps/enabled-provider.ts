import type { Step } from "./step.ts";

/**
 * Without SupportedIdentityProviders nobody can sign in at a client's pages, the pool's own users included: at least one must be enabled
 * (developer guide, "Authorize endpoint"). In which form AWS says so is not known.
 */
export const enabledProvider: Step = {
  rule: "the client has an identity provider, be it COGNITO",
  take: (_asked, { found }) =>
    found.client.settings.supportedIdentityProviders?.length ? undefined : { error: "unauthorized_client" },
};
