import type { CreateUserPoolDomainResponse, DomainDescriptionType } from "../../../models/cognito-idp/types.ts";
import type { CognitoSettings } from "../cognito.ts";
import { routingToWire } from "./domain-settings.ts";
import type { UserPoolDomain } from "./user-pool-domain.ts";

/** Airports by which AWS calls the buckets of pages' static files (recorded); other regions go by their own name here (assumed). */
const BUCKETS: Readonly<Record<string, string>> = {
  "us-east-1": "iad",
  "us-west-1": "sfo",
  "us-west-2": "pdx",
  "ap-northeast-1": "nrt",
};

/** What an alias record of a custom domain points to: at AWS a distribution of CloudFront's, here the server. */
const distribution = ({ publicUrl }: CognitoSettings): string => new URL(publicUrl).hostname;

/** DescribeUserPoolDomain's members (recorded). */
export function describedDomain(settings: CognitoSettings, domain: UserPoolDomain): DomainDescriptionType {
  const { custom } = domain;
  return {
    UserPoolId: domain.poolId,
    AWSAccountId: domain.account,
    Domain: domain.name,
    S3Bucket: `aws-cognito-prod-${BUCKETS[domain.region] ?? domain.region}-assets`,
    CloudFrontDistribution: distribution(settings),
    Version: domain.version,
    Status: "ACTIVE",
    CustomDomainConfig: { CertificateArn: custom?.certificateArn, SecurityPolicy: custom?.securityPolicy },
    ManagedLoginVersion: domain.managedLoginVersion,
    Routing: routingToWire(custom),
  };
}

/** What Create and Update answer; CloudFrontDomain for custom domains only (documented). */
export function changedDomain(settings: CognitoSettings, domain: UserPoolDomain): CreateUserPoolDomainResponse {
  return {
    ManagedLoginVersion: domain.managedLoginVersion,
    CloudFrontDomain: domain.kind === "custom" ? distribution(settings) : undefined,
    Routing: routingToWire(domain.custom),
  };
}
