import { AwsError } from "../../../aws/errors.ts";

/** Makes errors of a type, each by its text; the types that several topics raise have their makers below. */
export const error =
  (code: string) =>
  (text?: string): AwsError =>
    new AwsError(code, text);

export const aliasExists = error("AliasExistsException");
export const expiredCode = error("ExpiredCodeException");
export const featureUnavailable = error("FeatureUnavailableInTierException");
export const invalidParameter = error("InvalidParameterException");
export const invalidPassword = error("InvalidPasswordException");
export const limitExceeded = error("LimitExceededException");
export const notAuthorized = error("NotAuthorizedException");
export const notFound = error("ResourceNotFoundException");
export const usernameExists = error("UsernameExistsException");
export const unsupported = error("UnsupportedOperationException");
