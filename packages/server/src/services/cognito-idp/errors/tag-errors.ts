import { error, invalidParameter, notFound } from "./error-types.ts";

/** Errors of tags; for the marks see errors.ts. */
export const tagErrors = {
  tooManyTags: () => error("UserPoolTaggingException")("A user pool can have at most 50 tags."), // A
  reservedTagKey: () => error("UserPoolTaggingException")("Tag keys that begin with aws: are reserved."), // A
  /** TagResource declares no UserPoolTaggingException. */
  tooManyTagsOnResource: () => invalidParameter("A user pool can have at most 50 tags."), // A
  reservedTagKeyOnResource: () => invalidParameter("Tag keys that begin with aws: are reserved."), // A
  invalidResourceArn: (arn: string) => invalidParameter(`Invalid ARN: ${arn}`), // A
  taggedResourceNotFound: (arn: string) => notFound(`Resource ${arn} does not exist.`), // A
} as const;
