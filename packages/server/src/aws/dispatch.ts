import type { ServiceName } from "../models/index.ts";
import type { Call, Caller } from "./call.ts";
import { commonErrors } from "./common-errors.ts";
import type { DispatchOptions } from "./dispatch-options.ts";
import { createEndpoint, type Endpoint, operationModel } from "./endpoint.ts";
import { AwsError } from "./errors.ts";
import { createFailures } from "./failures.ts";
import { jsonError } from "./protocols/aws-json.ts";
import type { RequestContext } from "./request-context.ts";
import { createResolver, type Resolved } from "./resolve.ts";
import { unsignedBodyLimit } from "./unsigned-body.ts";
import { validationMessage } from "./validate.ts";
import type { AwsRequest, AwsResponse } from "./wire-types.ts";

export interface Dispatch {
  /** Answers a request on the wire of AWS. Rejects only with what `request.body()` rejected with. */
  handle(request: AwsRequest): Promise<AwsResponse>;
  /** Whether the request is for an operation that needs no signature: what `handle` will run without looking at one. */
  isUnsigned(request: AwsRequest): boolean;
  /** Calls an operation within the process. */
  call: Call;
}

/** One operation under way. */
interface Running {
  endpoint: Endpoint;
  operation: string;
  unsigned: boolean;
  context: RequestContext;
}

/** A body that could not be read is told by the layer that reads it, in its own way. */
class BodyRefused {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/**
 * The chain that every call of an operation goes through: resolve, authenticate, limit, parse, validate, authorize, run, check, render.
 */
export function createDispatch(options: DispatchOptions): Dispatch {
  const endpoints = options.services.map(createEndpoint);
  const byName = new Map<ServiceName, Endpoint>(endpoints.map((endpoint) => [endpoint.service.name, endpoint]));
  const resolve = createResolver(endpoints);
  const failures = createFailures(options);

  async function handle(request: AwsRequest): Promise<AwsResponse> {
    const resolved = resolve(request);
    if (resolved === undefined) return jsonError(failures.unknownOperation(request), request.requestId);
    const { endpoint, operation } = resolved;
    const { protocol } = endpoint.parts;
    if (operation === undefined || !endpoint.service.implements(operation)) {
      return protocol.renderError(
        failures.unknownOperation(request, endpoint.service.name, operation),
        request.requestId,
      );
    }

    const started = performance.now();
    let input: unknown;
    try {
      const body = readingBody(request, resolved.unsigned ? unsignedBodyLimit : undefined);
      const running: Running = {
        endpoint,
        operation,
        unsigned: resolved.unsigned,
        context: contextOf(request, operation, endpoint, await authenticate(request, body, resolved)),
      };
      await limit(running);
      input = protocol.parse(request, await body(), operation);
      const response = protocol.render(operation, await perform(running, input), request.requestId);
      observe(endpoint, operation, undefined, started);
      return response;
    } catch (error) {
      if (error instanceof BodyRefused) throw error.cause;
      const failed = failures.onTheWire(error, { endpoint, operation, input, requestId: request.requestId });
      observe(endpoint, operation, failed, started);
      return protocol.renderError(failed, request.requestId);
    }
  }

  async function call(service: ServiceName, operation: string, given: unknown, caller: Caller): Promise<unknown> {
    options.assertOutsideUnit?.(`a call of ${service} ${operation}`);
    const endpoint = byName.get(service);
    if (endpoint === undefined || !endpoint.service.implements(operation)) throw commonErrors.unknownOperation();
    const model = operationModel(endpoint, operation);
    const copy = (shape: string | undefined, value: unknown) =>
      shape === undefined ? undefined : endpoint.parts.copy(shape, value);
    const requestId = caller.requestId ?? options.random.uuid();
    const input = copy(model?.input, given) ?? {};

    const started = performance.now();
    try {
      const from = { requestId, sourceIp: caller.sourceIp ?? "127.0.0.1", userAgent: caller.userAgent ?? "poolhouse" };
      const running: Running = {
        endpoint,
        operation,
        unsigned: model?.unsigned === true,
        context: contextOf(from, operation, endpoint, caller),
      };
      await limit(running);
      const output = copy(model?.output, await perform(running, input));
      observe(endpoint, operation, undefined, started);
      return output;
    } catch (error) {
      const failed = failures.onTheWire(error, { endpoint, operation, input, requestId });
      observe(endpoint, operation, failed, started);
      throw failed;
    }
  }

  async function authenticate(request: AwsRequest, body: () => Promise<Uint8Array>, { endpoint, unsigned }: Resolved) {
    // The Authorization header of a public operation is not even read: a broken one must not break the call (recorded).
    if (unsigned) return { principal: { type: "anonymous" as const }, ...options.defaults };
    return options.authenticate(request, body, endpoint.metadata.signingName);
  }

  async function limit({ endpoint, operation, unsigned, context }: Running) {
    const { account, region, sourceIp } = context;
    await options.limit?.({ service: endpoint.service.name, operation, unsigned, account, region, sourceIp });
  }

  /** The part of the chain that a request from outside and a call from within share. */
  async function perform(running: Running, input: unknown): Promise<unknown> {
    validate(running, input);
    await authorize(running, input);
    const run = await running.endpoint.service.load(running.operation);
    const output = await run(input, running.context);
    failures.checkAnswer(running, output);
    return output;
  }

  function validate({ endpoint, operation }: Running, input: unknown) {
    const shape = operationModel(endpoint, operation)?.input;
    const violations = shape === undefined ? [] : endpoint.parts.validate(shape, input);
    if (violations.length > 0) throw new AwsError(endpoint.service.validationError, validationMessage(violations));
  }

  async function authorize({ endpoint, operation, unsigned, context }: Running, input: unknown) {
    if (unsigned || options.authorize === undefined) return;
    const { principal, account, region, sourceIp, userAgent } = context;
    const resource = endpoint.service.resourceOf(operation, input, { account, region });
    const action = `${endpoint.metadata.signingName}:${operation}`;
    await options.authorize({ principal, action, resource, account, region, sourceIp, userAgent });
  }

  function contextOf(
    from: { requestId: string; sourceIp: string; userAgent?: string; headers?: AwsRequest["headers"] },
    operation: string,
    endpoint: Endpoint,
    { principal, account, region }: Pick<Caller, "principal" | "account" | "region">,
  ): RequestContext {
    const { requestId, sourceIp } = from;
    return {
      principal,
      account,
      region,
      requestId,
      sourceIp,
      userAgent: from.userAgent ?? from.headers?.["user-agent"] ?? "",
      clock: options.clock,
      log: options.log.child({ requestId, service: endpoint.service.name, operation }),
    };
  }

  function observe({ service }: Endpoint, operation: string, failed: AwsError | undefined, started: number) {
    const durationMs = performance.now() - started;
    options.observe?.({
      service: service.name,
      operation,
      code: failed?.code,
      status: failed?.status ?? 200,
      durationMs,
    });
  }

  return {
    handle,
    isUnsigned: (request) => resolve(request)?.unsigned === true,
    call: call as Call, // The model that checks both sides at run time is the one the types are generated from.
  };
}

/** The body, read once. */
function readingBody(request: AwsRequest, atMost: number | undefined): () => Promise<Uint8Array> {
  let body: Promise<Uint8Array> | undefined;
  return () => {
    body ??= request.body(atMost).catch((error: unknown) => {
      throw new BodyRefused(error);
    });
    return body;
  };
}
