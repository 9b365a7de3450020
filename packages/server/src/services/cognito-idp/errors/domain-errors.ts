import { featureUnavailable, invalidParameter } from "./error-types.ts";

/** Errors of domains; for the marks see errors.ts. */
export const domainErrors = {
  domainReserved: (word: string) => invalidParameter(`Domain cannot contain reserved word: ${word}`), // R (CloudTrail)
  domainTaken: () => invalidParameter("Domain already associated with another user pool."), // O
  poolAlreadyHasDomain: () => invalidParameter("User pool already has a domain configured."), // O
  /** Update and Delete. */
  domainNotFound: () => invalidParameter("No such domain or user pool exists."), // O
  domainPrefixInvalid: () =>
    invalidParameter(
      "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$",
    ), // O
  customDomainInvalid: () =>
    invalidParameter(
      "Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or domain parent is a top-level domain.",
    ), // O
  /** What CloudFront says stands in it whole. */
  certificateRefused: (requestId: string) =>
    invalidParameter(
      `The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain. (Service: AmazonCloudFront; Status Code: 400; Error Code: InvalidViewerCertificate; Request ID: ${requestId}; Proxy: null)`,
    ), // O
  customDomainNeedsConfig: () => invalidParameter("Cannot convert custom domain to prefix domain."), // O
  prefixTakesNoCertificate: () =>
    invalidParameter("User pool should have a custom domain associated, failed to update the certificate."), // O
  managedLoginVersionInvalid: () => invalidParameter("ManagedLoginVersion must be 1 or 2."), // A
  routingNeedsCustomDomain: () => invalidParameter("Routing is only supported for custom domains."), // A
  managedLoginUnavailableInTier: (tier: string) =>
    featureUnavailable(
      `The following feature is not available for the ${tier} pricing tier configured: Managed Login Version 2`,
    ), // O
} as const;
