import { AwsError } from "./errors.ts";

/**
 * Errors that the frame around the operations raises, for any service that speaks JSON. Status 400 throughout, the signature errors too, as
 * recorded from Cognito. Texts marked assumed are Athena's, measured in September 2026 by others; it has the same frame.
 */
export const commonErrors = {
  /** The body is not what the protocol asks for. Assumed: malformed JSON has no text, a value of the wrong type names both types. */
  serialization: (text?: string) => new AwsError("SerializationException", text),
  /** No such operation, or one that is not implemented here. Assumed to have no text. */
  unknownOperation: () => new AwsError("UnknownOperationException"),
  /** One request too many, where the operation's model has no error of its own for that. */
  throttled: (text?: string) => new AwsError("ThrottlingException", text),
  /** Everything that was not foreseen. The text says where to look, and nothing of what happened. */
  internal: (requestId: string) =>
    new AwsError("InternalErrorException", `Internal error. The server's log has it under request ${requestId}.`, {
      status: 500,
    }),
} as const;

/** Codes that any operation may answer with although its model does not declare them. */
export const commonErrorCodes: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "ExpiredTokenException",
  "IncompleteSignatureException",
  "InternalErrorException",
  "InternalFailure",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "NotAuthorized",
  "OptInRequired",
  "RequestExpired",
  "SerializationException",
  "ServiceUnavailableException",
  "ThrottlingException",
  "UnknownOperationException",
  "UnrecognizedClientException",
  "ValidationException",
]);
