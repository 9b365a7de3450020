import type { AnalyticsConfigurationType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";

/**
 * Where a client's events would go: a Pinpoint application by its ARN alone, or by its id with a role and an external id (measured at
 * AWS). With an ARN the role is the service's own (documented: AWS CLI, create-user-pool-client), which may be given back.
 *
 * @param account of the pool
 * @throws InvalidParameterException
 */
export function analyticsConfiguration(given: AnalyticsConfigurationType, account: string): AnalyticsConfigurationType {
  const { ApplicationArn, ApplicationId, RoleArn, ExternalId } = given;
  const serviceRole = `arn:aws:iam::${account}:role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp`;
  if (ApplicationArn !== undefined) {
    const alone = ApplicationId === undefined && ExternalId === undefined;
    if (!alone || (RoleArn !== undefined && RoleArn !== serviceRole)) throw errors.invalidAnalyticsConfiguration();
    return { ...given, RoleArn: serviceRole };
  }
  if ([ApplicationId, RoleArn, ExternalId].includes(undefined)) throw errors.invalidAnalyticsConfiguration();
  return given;
}
