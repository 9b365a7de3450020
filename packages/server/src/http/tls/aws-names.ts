import { hostPattern } from "../hosts.ts";

/**
 * Names of AWS under which clients look for what this server is, written as in `hostPattern`. Only the first label and the region
 * vary. A service that is added gets its names here; authorities that were made before do not cover them (see `permitted-names.ts`).
 */
const servedPatterns: readonly string[] = [
  "cognito-idp.{region}.amazonaws.com",
  "cognito-idp-fips.{region}.amazonaws.com",
  "cognito-idp.{region}.api.aws",
  "issuer-cognito-idp.{region}.amazonaws.com",
  "{prefix}.auth.{region}.amazoncognito.com",
  "{api}.execute-api.{region}.amazonaws.com",
];

/** Regions in which user pools or API Gateway exist, as botocore lists them in its partitions `aws` and `aws-us-gov`. */
const knownRegions: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-gov-east-1",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
];

const served = servedPatterns.map((pattern) => {
  const match = hostPattern(pattern);
  // `*` in a certificate stands for exactly one label (RFC 9525 §6.3), as the pattern's variable does.
  const wildcard = pattern.replace(/^\{[a-z]+\}/, "*");
  return { match, inCertificate: (region: string) => wildcard.replace("{region}", region) };
});

/**
 * What a certificate must name to hold for a host name of AWS that is served here: the name itself, or a wildcard where the first
 * label is a customer's, so that however many of those are asked for, one certificate holds.
 *
 * @param name without port, in lower case
 * @returns undefined for any other name
 */
export function awsCertificateName(name: string): string | undefined {
  for (const { match, inCertificate } of served) {
    const region = match(name)?.region;
    if (region !== undefined) return inCertificate(region);
  }
  return undefined;
}

/**
 * The domains below which all those names lie, region by region: what an authority needs to be allowed.
 * @param region one more, which the server is set to
 */
export function awsDomains(region: string): string[] {
  return [...new Set([...knownRegions, region])].flatMap((one) =>
    served.map(({ inCertificate }) => inCertificate(one).replace(/^\*\./, "")),
  );
}
