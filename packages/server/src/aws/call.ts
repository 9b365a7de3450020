import type { Input, OperationName, Output, ServiceName } from "../models/index.ts";
import type { Principal } from "./principal.ts";

/** On whose behalf one service calls another. */
export interface Caller {
  principal: Principal;
  /** Twelve digits. */
  account: string;
  region: string;
  /** Of the request that led to this one, so that their log lines are found together; a new one when absent. */
  requestId?: string;
  sourceIp?: string;
  userAgent?: string;
}

/**
 * Calls an operation within the process, through the same limits, validation, authorization and checks as a request from outside.
 * Input and output are copied.
 *
 * @throws AwsError what a client would be answered; Error inside a unit of work
 */
export type Call = <S extends ServiceName, N extends OperationName<S>>(
  service: S,
  operation: N,
  input: Input<S, N>,
  caller: Caller,
) => Promise<Output<S, N>>;
