import type { AwsError } from "../errors.ts";
import type { AwsRequest, AwsResponse } from "../wire-types.ts";

/**
 * How one service puts operations, inputs, answers and errors on the wire: made once for a model, and asked for each request.
 * `operation` is always a name that the model has.
 */
export interface Protocol {
  /** The operation that the request asks for, whether or not it is implemented; undefined when the model has none like it. */
  operationOf(request: AwsRequest): string | undefined;
  /**
   * The operation's input: only members of the model, null ones left out, timestamps as `Date`, blobs as bytes.
   * @throws AwsError SerializationException
   */
  parse(request: AwsRequest, body: Uint8Array, operation: string): unknown;
  /** The answer, with no members but those of the model. */
  render(operation: string, output: unknown, requestId: string): AwsResponse;
  renderError(error: AwsError, requestId: string): AwsResponse;
}
