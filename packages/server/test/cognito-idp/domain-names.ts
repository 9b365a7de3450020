import { systemRandom } from "../../src/platform/random.ts";

/** One that CloudFront would take. */
export const CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/3a9c5f70-2d11-4d0a-9a53-0c1d2e3f4a5b";

/** A prefix that no other test has. */
export function newDomainName(): string {
  return `d${systemRandom.digits(12)}`;
}
