import { AwsError } from "../../../aws/errors.ts";
import { error, invalidParameter } from "./error-types.ts";

/** Errors of no topic of their own: parameters, page tokens, rates. For the marks see errors.ts. */
export const requestErrors = {
  /** For a rule that is named by its whole text. Prefer a named error. */
  invalidParameter: (text: string) => invalidParameter(text),
  missingParameter: (name: string) => invalidParameter(`Missing required parameter ${name}`), // R
  invalidPaginationToken: () => invalidParameter("Invalid pagination token"), // A
  /** ListGroups and AdminListGroupsForUser (R); ListResourceServers (A). */
  invalidNextToken: () =>
    invalidParameter("Provided pagination token is invalid. Check the token and try your request again."), // R
  /** ListUsersInGroup. */
  invalidPagingMarker: () => invalidParameter("Paging marker is invalid."), // R
  internal: () => new AwsError("InternalErrorException", "Something went wrong", { status: 500 }), // A
  /** For one request too many in a second. */
  rateExceeded: () => error("TooManyRequestsException")("Rate exceeded"), // O (amplify-js issue 3554, boto3 issue 2517)
  tooManyRequests: () => error("TooManyRequestsException")("Too many requests"), // A
  operationNotEnabled: () => error("OperationNotEnabledException")("Operation is not enabled."), // A
  concurrentModification: () =>
    error("ConcurrentModificationException")("Resource is being modified by another request."), // A
} as const;
