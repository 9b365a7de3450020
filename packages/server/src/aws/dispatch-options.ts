import type { ServiceName } from "../models/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Random } from "../platform/random.ts";
import type { Principal } from "./principal.ts";
import type { Service } from "./service.ts";
import type { AwsRequest } from "./wire-types.ts";

/** What dispatch is given by compose. */
export interface DispatchOptions {
  services: readonly Service[];
  /**
   * Who signed the request.
   * @param signingName the service's name that the credential scope must have
   * @throws AwsError the service's own error for each way in which a signature can be wrong
   */
  authenticate(
    request: AwsRequest,
    body: () => Promise<Uint8Array>,
    signingName: string,
  ): Promise<{ principal: Principal; account: string; region: string }>;
  /** Account and region of requests without a signature, until a client's id leads to others. */
  defaults: { account: string; region: string };
  clock: Clock;
  log: Log;
  random: Random;
  /** Request rates. Off when absent. @throws AwsError when the request is one too many */
  limit?(request: LimitedRequest): Promise<void> | void;
  /** Whether the principal may. Everybody may when absent. @throws AwsError AccessDeniedException */
  authorize?(action: ActionRequest): Promise<void> | void;
  /**
   * What happens with an answer or an error that the model does not declare: "strict" makes it a 500 and reports it, "report" sends it as
   * it is and reports it.
   */
  answers: "strict" | "report";
  /** Told of answers and errors that the model does not declare, so that a test can fail. Without sensitive values. */
  onUndeclared?(undeclared: UndeclaredAnswer): void;
  /** Told of every finished operation, for metrics. */
  observe?(finished: FinishedOperation): void;
  /** Throws inside a unit of work. */
  assertOutsideUnit?(what: string): void;
}

export interface LimitedRequest {
  service: ServiceName;
  operation: string;
  unsigned: boolean;
  account: string;
  region: string;
  sourceIp: string;
}

export interface ActionRequest {
  principal: Principal;
  /** `cognito-idp:AdminGetUser`. */
  action: string;
  /** An ARN, or "*". */
  resource: string;
  account: string;
  region: string;
  sourceIp: string;
  userAgent: string;
}

export interface UndeclaredAnswer {
  service: ServiceName;
  operation: string;
  requestId: string;
  faults: readonly string[];
}

export interface FinishedOperation {
  service: ServiceName;
  operation: string;
  /** The error's code; undefined for a success. */
  code: string | undefined;
  status: number;
  durationMs: number;
}
