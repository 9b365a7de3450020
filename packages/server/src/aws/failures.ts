import type { ServiceName } from "../models/index.ts";
import { commonErrorCodes, commonErrors } from "./common-errors.ts";
import type { DispatchOptions } from "./dispatch-options.ts";
import { type Endpoint, operationModel } from "./endpoint.ts";
import { AwsError } from "./errors.ts";
import { withoutValues } from "./sensitive-values.ts";

/** The operation that failed. `input` is undefined when the failure came before it was parsed. */
interface Failing {
  endpoint: Endpoint;
  operation: string;
  input: unknown;
  requestId: string;
}

/** Thrown for an answer that the model does not declare; what is wrong with it is reported already. */
class UndeclaredAnswerError extends Error {}

/**
 * What becomes of errors and of answers that are not the model's: every one leaves a line in the log, under its request id and with the rule
 * that failed, and only what the model or the frame declares reaches the client.
 */
export function createFailures(options: DispatchOptions) {
  function undeclared(running: Omit<Failing, "input">, faults: readonly string[]) {
    const { endpoint, operation, requestId } = running;
    const service = endpoint.service.name;
    options.log.error({ requestId, service, operation, faults }, "an answer that the model does not declare");
    options.onUndeclared?.({ service, operation, requestId, faults });
  }

  /** The values of a failing request that must not be in the log, whatever text they got into. */
  function hidden({ endpoint, operation, input }: Failing): string[] {
    const shape = operationModel(endpoint, operation)?.input;
    return shape === undefined || input === undefined ? [] : endpoint.parts.sensitiveValues(shape, input);
  }

  function isDeclared({ endpoint, operation }: Failing, code: string): boolean {
    return commonErrorCodes.has(code) || operationModel(endpoint, operation)?.errors.includes(code) === true;
  }

  /** Faults of the server have their status by the model; a service need not repeat it. */
  function withModelStatus({ endpoint }: Failing, error: AwsError): AwsError {
    const { shapes } = endpoint.parts.model;
    const shape = Object.hasOwn(shapes, error.code) ? shapes[error.code] : undefined;
    const declared = shape?.type === "structure" ? shape.error : undefined;
    const status = declared?.status ?? (declared?.fault ? 500 : error.status);
    return status === error.status
      ? error
      : new AwsError(error.code, error.text, { status, members: { ...error.members } });
  }

  return {
    unknownOperation(
      request: { requestId: string; headers: Readonly<Record<string, string>> },
      service?: ServiceName,
      operation?: string,
    ) {
      const target = operation ?? request.headers["x-amz-target"]?.slice(0, 200);
      options.log.info(
        { requestId: request.requestId, service, target, code: "UnknownOperationException" },
        "no such operation",
      );
      return commonErrors.unknownOperation();
    },

    /** @throws Error under `answers: "strict"` when the answer is not what the model declares */
    checkAnswer(running: { endpoint: Endpoint; operation: string; context: { requestId: string } }, output: unknown) {
      const { endpoint, operation, context } = running;
      const faults = endpoint.parts.checkAnswer(operation, output);
      if (faults.length === 0) return;
      undeclared({ endpoint, operation, requestId: context.requestId }, faults);
      if (options.answers === "strict") throw new UndeclaredAnswerError();
    },

    /** The error that the client gets for anything thrown. */
    onTheWire(thrown: unknown, failing: Failing): AwsError {
      const { requestId, operation } = failing;
      const fields = { requestId, service: failing.endpoint.service.name, operation };
      if (thrown instanceof UndeclaredAnswerError) return commonErrors.internal(requestId);
      if (!(thrown instanceof AwsError)) {
        options.log.error(
          { ...fields, error: withoutValues(describe(thrown), hidden(failing)) },
          "an operation failed",
        );
        return commonErrors.internal(requestId);
      }
      const error = withModelStatus(failing, thrown);
      const rule = error.text === undefined ? undefined : withoutValues(error.text, hidden(failing));
      const severity = error.status >= 500 ? "error" : "info";
      options.log[severity]({ ...fields, code: error.code, rule, status: error.status }, "refused");
      if (isDeclared(failing, error.code)) return error;
      undeclared(failing, [`the error ${error.code}`]);
      return options.answers === "strict" ? commonErrors.internal(requestId) : error;
    },
  };
}

/** An error with its stack and causes, for the log; a chain of causes may be a ring, and ends somewhere. */
function describe(thrown: unknown, causes = 5): string {
  if (!(thrown instanceof Error)) return `a thrown ${typeof thrown}`;
  const own = thrown.stack ?? `${thrown.name}: ${thrown.message}`;
  if (thrown.cause === undefined || causes === 0) return own;
  return `${own}\ncaused by ${describe(thrown.cause, causes - 1)}`;
}
