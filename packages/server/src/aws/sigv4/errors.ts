import { createHash } from "node:crypto";
import { AwsError } from "../errors.ts";

const code = {
  incomplete: "IncompleteSignatureException",
  invalid: "InvalidSignatureException",
  missing: "MissingAuthenticationTokenException",
  unrecognized: "UnrecognizedClientException",
} as const;

const incomplete = (text: string) => new AwsError(code.incomplete, text);
const invalid = (text: string) => new AwsError(code.invalid, text);

/**
 * Every way in which a signature can be wrong, in the words of AWS's JSON services, status 400. `recorded` and `observed` texts are
 * those of real answers; where a comment says so the text is assumed.
 */
export const signatureErrors = {
  /** Recorded. */
  missing: () => new AwsError(code.missing, "Missing Authentication Token"),
  /** Recorded: the key is unknown. */
  unknownKey: () => new AwsError(code.unrecognized, "The security token included in the request is invalid."),
  /** Observed. */
  mismatch: () =>
    invalid(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    ),
  /** Observed at DynamoDB. */
  twice: () => invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."),
  /** Recorded for a header that lacks all; observed for single ones. The header is hashed: it may be a secret sent by mistake. */
  headerParts: (missing: readonly string[], header: string) =>
    incomplete(`${missing.join(" ")} (Hashed with SHA-256 and encoded with Base64) Authorization=${digest(header)}`),
  /** Observed at API Gateway. */
  noEqualSign: (header: string) =>
    incomplete(
      `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${digest(header)}'.`,
    ),
  /** Observed at API Gateway. */
  noAlgorithm: () =>
    incomplete("Authorization header must begin with the algorithm name, which cannot include an equal-sign."),
  /** Observed at DynamoDB and Kinesis. */
  queryParts: (missing: readonly string[]) =>
    incomplete(
      `${missing.map((name) => `AWS query-string parameters must include '${name}'.`).join(" ")} Re-examine the query-string parameters.`,
    ),
  /** Observed. */
  algorithm: (name: string) => incomplete(`Unsupported AWS 'algorithm': '${printable(name)}'.`),
  /** Observed. */
  date: (value: string) =>
    incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${printable(value)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    ),
  /** Observed. */
  credential: (value: string) =>
    incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${printable(value)}'`,
    ),
  /** Observed: all that is wrong with the scope, in one message. */
  scope: (faults: readonly string[]) => invalid(faults.join(" ")),
  /** Observed. */
  hostUnsigned: () => invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
  /** Assumed: the form is that of the host's error. */
  headerUnsigned: (name: string) => invalid(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`),
  /** Observed. All dates are in the basic format. */
  expired: (date: string, limit: string, now: string, window: string) =>
    invalid(`Signature expired: ${date} is now earlier than ${limit} (${now} - ${window})`),
  /** Observed. */
  early: (date: string, limit: string, now: string, window: string) =>
    invalid(`Signature not yet current: ${date} is still later than ${limit} (${now} + ${window})`),
  /** Assumed: S3's words for a lifetime that is no number of seconds up to a week. */
  lifetime: () => incomplete("X-Amz-Expires must be a number of seconds between 1 and 604800"),
  /** S3's words; assumed elsewhere. */
  contentHash: () => invalid("The provided 'x-amz-content-sha256' header does not match what was computed."),
} as const;

function digest(header: string): string {
  return createHash("sha256").update(header).digest("base64");
}

/** Header values come as Latin-1 and may be long; messages stay short and printable. */
function printable(value: string): string {
  return value.replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
}
