import { signatureErrors } from "./errors.ts";

/** `AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request`, taken apart. */
export interface CredentialScope {
  accessKeyId: string;
  /** YYYYMMDD. */
  day: string;
  region: string;
  service: string;
  terminator: string;
}

/** @throws AwsError IncompleteSignatureException unless it has five parts. Trailing slashes are ignored, as AWS does. */
export function parseCredential(credential: string): CredentialScope {
  const parts = credential.replace(/\/+$/, "").split("/");
  const [accessKeyId, day, region, service, terminator] = parts;
  if (
    parts.length !== 5 ||
    !accessKeyId ||
    day === undefined ||
    region === undefined ||
    service === undefined ||
    terminator === undefined
  )
    throw signatureErrors.credential(credential);
  return { accessKeyId, day, region, service, terminator };
}

/** Regions are parts of keys, ARNs and pool ids: letters, digits and hyphens, as in every AWS partition. */
const regionSyntax = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Checks what a scope names against the request.
 * @param date the request's own, in the basic format.
 * @param service the one that the request is for; undefined when the scope decides it.
 * @throws AwsError InvalidSignatureException with everything that is wrong.
 */
export function checkScope(scope: CredentialScope, date: string, service: string | undefined): void {
  const faults: string[] = [];
  if (!regionSyntax.test(scope.region) || scope.region.length > 32)
    faults.push("Credential should be scoped to a valid region.");
  if (service !== undefined && scope.service !== service)
    faults.push(`Credential should be scoped to correct service: '${service}'.`);
  if (scope.terminator !== "aws4_request")
    faults.push("Credential should be scoped with a valid terminator: 'aws4_request'.");
  if (scope.day !== date.slice(0, 8))
    faults.push(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.day.slice(0, 32)}' != '${date.slice(0, 8)}', from '${date}'.`,
    );
  if (faults.length > 0) throw signatureErrors.scope(faults);
}
