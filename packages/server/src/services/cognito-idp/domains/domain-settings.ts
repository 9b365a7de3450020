import type {
  CreateUserPoolDomainRequest,
  RoutingType,
  UpdateUserPoolDomainRequest,
} from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { includesTier } from "../pools/tier-features.ts";
import type { PoolSettings } from "../pools/user-pool.ts";
import type { CustomDomainSettings, DomainsOfPool, UserPoolDomain } from "./user-pool-domain.ts";

type Request = CreateUserPoolDomainRequest | UpdateUserPoolDomainRequest;

/** A certificate of AWS Certificate Manager in us-east-1, where CloudFront looks for it. */
const CERTIFICATE = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9A-Za-z-]+$/;

/**
 * The version of the pages that a request asks for.
 *
 * @throws InvalidParameterException for anything but 1 and 2
 */
export function readManagedLoginVersion({ ManagedLoginVersion: version }: Request): 1 | 2 | undefined {
  if (version === undefined || version === 1 || version === 2) return version;
  throw errors.managedLoginVersionInvalid();
}

/** @throws FeatureUnavailableInTierException for managed login in a pool of the tier LITE */
export function assertTierHasPages(tier: PoolSettings["tier"], version: UserPoolDomain["managedLoginVersion"]): void {
  if (version === 2 && !includesTier(tier, "ESSENTIALS")) throw errors.managedLoginUnavailableInTier(tier);
}

/** What the domains use that the tier does not have, for UpdateUserPool. */
export function featuresOfDomains({ prefix, custom }: DomainsOfPool, tier: PoolSettings["tier"]): string[] {
  const managed = [prefix, custom].some((domain) => domain?.managedLoginVersion === 2);
  return managed && !includesTier(tier, "ESSENTIALS") ? ["Managed Login Version 2"] : []; // assumed: as the other refusal calls it
}

/**
 * What a request sets of a custom domain; undefined when it is about a prefix.
 *
 * @throws InvalidParameterException when the certificate cannot be one of CloudFront's, or a prefix is given a routing
 */
export function readCustomDomain(request: Request, requestId: string): CustomDomainSettings | undefined {
  const { CustomDomainConfig: config, Routing } = request;
  if (config === undefined) {
    if (Routing !== undefined) throw errors.routingNeedsCustomDomain();
    return undefined;
  }
  if (!CERTIFICATE.test(config.CertificateArn)) throw errors.certificateRefused(requestId);
  const failover = Routing?.Failover;
  return {
    certificateArn: config.CertificateArn,
    securityPolicy: config.SecurityPolicy,
    failover: failover && {
      secondaryRegion: failover.SecondaryRegion,
      primaryRoute53HealthCheckId: failover.PrimaryRoute53HealthCheckId,
    },
  };
}

/** As answers show it; undefined when there is none. */
export function routingToWire(custom: CustomDomainSettings | undefined): RoutingType | undefined {
  const failover = custom?.failover;
  return (
    failover && {
      Failover: {
        SecondaryRegion: failover.secondaryRegion,
        PrimaryRoute53HealthCheckId: failover.primaryRoute53HealthCheckId,
      },
    }
  );
}
