import { featureUnavailable } from "./error-types.ts";

/** Errors of sessions on the pages; for the marks see errors.ts. */
export const loginSessionErrors = {
  ssoSessionUnavailableInTier: (tier: string) =>
    featureUnavailable(
      `The following feature is not available for the ${tier} pricing tier configured: SSO Session Configuration`,
    ), // A
} as const;
