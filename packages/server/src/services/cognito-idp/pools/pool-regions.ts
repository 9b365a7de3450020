import type { LambdaConfigType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import type { PoolSettings } from "./user-pool.ts";

/** The other region that text messages of a region's pools may go out through, from when not every region had them (developer guide: SMS settings). */
const ALTERNATE_SNS_REGIONS: Readonly<Record<string, string>> = {
  "us-east-2": "us-east-1",
  "ca-central-1": "us-east-1",
  "ap-south-1": "ap-southeast-1",
  "ap-northeast-2": "ap-northeast-1",
  "eu-central-1": "eu-west-1",
  "eu-west-2": "eu-west-1",
};
/** Where identities may live that send the e-mail of a region's pools. Only one is known (measured), others are not held to anything. */
const SES_REGIONS: Readonly<Record<string, readonly string[]>> = {
  "us-east-1": ["eu-west-1", "us-east-1", "us-west-2"],
};

/**
 * Refuses resources in regions that a pool's own region cannot reach (measured: badmintoncryer/cdk-preflight).
 *
 * @throws InvalidParameterException
 */
export function assertRegions(settings: PoolSettings, region: string): void {
  const { lambdaConfig, smsConfiguration, emailConfiguration } = settings;
  if (functionsOf(lambdaConfig).some((arn) => isElsewhere(arn, "lambda", [region]))) throw errors.functionElsewhere();
  assertSmsRegion(smsConfiguration, region);
  const sesRegions = SES_REGIONS[region];
  if (sesRegions !== undefined && isElsewhere(emailConfiguration.SourceArn, "ses", sesRegions)) {
    throw errors.sourceElsewhere(sesRegions);
  }
}

/** Refuses text messages through a region that a pool's own region cannot reach. @throws InvalidParameterException */
export function assertSmsRegion(sms: PoolSettings["smsConfiguration"], region: string): void {
  const alternate = ALTERNATE_SNS_REGIONS[region];
  if (![undefined, region, alternate].includes(sms?.SnsRegion)) {
    throw errors.snsRegionNotAllowed(region, alternate ?? region);
  }
}

function functionsOf({ KMSKeyID: _, ...triggers }: LambdaConfigType): (string | undefined)[] {
  return Object.values(triggers).map((trigger) => (typeof trigger === "string" ? trigger : trigger?.LambdaArn));
}

/** Whether an ARN is one of this service in another region; what is no such ARN is let pass. */
export function isElsewhere(arn: string | undefined, service: string, regions: readonly string[]): boolean {
  const [, , named, region] = arn?.split(":") ?? [];
  return named === service && !regions.includes(region ?? "");
}
