import type { Endpoint } from "./endpoint.ts";
import { operationModel } from "./endpoint.ts";
import { targetOf } from "./protocols/aws-json.ts";
import type { AwsRequest } from "./wire-types.ts";

type Addressed = Pick<AwsRequest, "headers" | "query">;

/** What a request is for: a service, and one of its operations when the model has it. */
export interface Resolved {
  endpoint: Endpoint;
  operation: string | undefined;
  /** The operation needs no signature. */
  unsigned: boolean;
}

/**
 * The service by the credential scope, or by `X-Amz-Target` when there is none. An operation that needs no signature goes by its target alone:
 * Cognito does not look at the Authorization header of such a request at all (recorded).
 */
export function createResolver(endpoints: readonly Endpoint[]): (request: AwsRequest) => Resolved | undefined {
  const bySigningName = new Map(endpoints.map((endpoint) => [endpoint.metadata.signingName, endpoint]));
  const byTarget = new Map(endpoints.map((endpoint) => [endpoint.metadata.targetPrefix, endpoint]));

  const within = (endpoint: Endpoint, request: AwsRequest): Resolved => {
    const operation = endpoint.parts.protocol.operationOf(request);
    const unsigned = operation !== undefined && operationModel(endpoint, operation)?.unsigned === true;
    return { endpoint, operation, unsigned };
  };

  return (request) => {
    const prefix = targetOf(request)?.prefix;
    const targeted = prefix === undefined ? undefined : byTarget.get(prefix);
    const byOperation = targeted && within(targeted, request);
    if (byOperation?.unsigned) return byOperation;
    const scoped = bySigningName.get(scopedService(request) ?? "");
    if (scoped !== undefined && scoped !== targeted) return within(scoped, request);
    return byOperation;
  };
}

/**
 * The service that a credential scope names, in the Authorization header or in a presigned URL; undefined when there is none that is readable.
 * It says which service judges the signature, and is worth nothing before that. Nothing in a scope holds an equal sign; to look past one would make
 * a header of nothing but `Credential=` cost the square of its length.
 */
export function scopedService({ headers, query }: Addressed): string | undefined {
  const inHeader = /\bCredential=[^\s,/=]+\/\d+\/[^\s,/=]+\/([^\s,/=]+)\//.exec(headers.authorization ?? "");
  if (inHeader !== null) return inHeader[1];
  const inQuery = /(?:^|&)X-Amz-Credential=[^&/]+?(?:%2F|\/)\d+(?:%2F|\/)[^&/%]+(?:%2F|\/)([^&/%]+)(?:%2F|\/)/i.exec(
    query,
  );
  return inQuery?.[1];
}

/** Whether the request carries a signature of AWS's kind, readable or not. */
export function isSigned({ headers, query }: Addressed): boolean {
  return (
    /^\s*AWS4-/.test(headers.authorization ?? "") || /(?:^|&)X-Amz-(?:Algorithm|Credential|Signature)=/i.test(query)
  );
}
