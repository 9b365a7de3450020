import type { Input, OperationName, Output, ServiceName } from "../models/index.ts";
import type { RequestContext } from "./request-context.ts";

/** One operation of a service: what the operation's file exports by default. */
export interface Operation<S extends ServiceName, N extends OperationName<S>, Ports> {
  readonly service: S;
  readonly name: N;
  readonly run: OperationHandler<S, N, Ports>;
}

/**
 * Computes the answer. The input has passed the model's constraints. What it throws reaches the client only when it is an `AwsError` whose
 * code the model declares for the operation or that any operation may give.
 */
export type OperationHandler<S extends ServiceName, N extends OperationName<S>, Ports> = (
  input: Input<S, N>,
  context: RequestContext & Ports,
) => Promise<Output<S, N>>;

/**
 * The `operation` function of one service, typed by its model and by the ports the service gives its operations:
 *
 *     const operation = operationsOf<"cognito-idp", CognitoPorts>("cognito-idp");
 *     export default operation("DeleteUser", async (input, context) => { … });
 */
export function operationsOf<S extends ServiceName, Ports extends object>(service: S) {
  return <N extends OperationName<S>>(name: N, run: OperationHandler<S, N, Ports>): Operation<S, N, Ports> => ({
    service,
    name,
    run,
  });
}
