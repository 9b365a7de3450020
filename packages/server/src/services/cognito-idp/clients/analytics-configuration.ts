import type { AnalyticsConfigurationType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { isElsewhere } from "../pools/pool-regions.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** Where every pool's events may go besides its own region (developer guide: Pinpoint analytics). */
const PINPOINT_FOR_ALL = "us-east-1";

/**
 * Where a client's events would go: a Pinpoint application by its ARN alone, or by its id with a role and an external id (measured at
 * AWS). With an ARN the role is the service's own (documented: AWS CLI, create-user-pool-client), which may be given back.
 *
 * @throws InvalidParameterException
 */
export function analyticsConfiguration(
  given: AnalyticsConfigurationType,
  { account, region }: Pick<UserPool, "account" | "region">,
): AnalyticsConfigurationType {
  const { ApplicationArn, ApplicationId, RoleArn, ExternalId } = given;
  const serviceRole = `arn:aws:iam::${account}:role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp`;
  if (ApplicationArn !== undefined) {
    const alone = ApplicationId === undefined && ExternalId === undefined;
    if (!alone || (RoleArn !== undefined && RoleArn !== serviceRole)) throw errors.invalidAnalyticsConfiguration();
    if (isElsewhere(ApplicationArn, "mobiletargeting", [region, PINPOINT_FOR_ALL])) {
      throw errors.analyticsElsewhere(ApplicationArn.split(":")[3] ?? "");
    }
    return { ...given, RoleArn: serviceRole };
  }
  if ([ApplicationId, RoleArn, ExternalId].includes(undefined)) throw errors.invalidAnalyticsConfiguration();
  return given;
}
