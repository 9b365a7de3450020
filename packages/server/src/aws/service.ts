import type { OperationName, ServiceName } from "../models/index.ts";
import type { Operation } from "./operation.ts";
import type { ServiceQuotas } from "./quotas/service-quotas.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * Where each operation of a service is, by name: `{ SignUp: () => import("./operations/sign-up.ts"), … }`. A file is loaded when its operation is
 * first called. Names of the model that are missing here are answered as unknown operations.
 */
export type OperationsTable<S extends ServiceName, Ports> = {
  readonly [N in OperationName<S>]?: () => Promise<{ default: Operation<S, N, Ports> }>;
};

/** A service as its `service.ts` states it. */
export interface ServiceDefinition<S extends ServiceName, Ports extends object> {
  name: S;
  operations: OperationsTable<S, Ports>;
  /** What the service's operations find in their context besides the request. */
  ports: Ports;
  /** Code of the error for inputs that do not satisfy the model: Cognito says InvalidParameterException. */
  validationError: string;
  /** Its request rates; without any it is not limited. */
  quotas?: ServiceQuotas;
  /** The ARN that a signed operation acts on, for authorization; "*" when undefined or not given. */
  resourceOf?: (
    operation: OperationName<S>,
    input: unknown,
    place: { account: string; region: string },
  ) => string | undefined;
}

/** Runs one operation. */
type Run = (input: unknown, context: RequestContext) => Promise<unknown>;

/** A service as dispatch sees it: the types of its operations and ports are inside. */
export interface Service {
  readonly name: ServiceName;
  readonly validationError: string;
  readonly quotas: ServiceQuotas | undefined;
  implements(operation: string): boolean;
  /** Loads an implemented operation; what it gives runs it. */
  load(operation: string): Promise<Run>;
  resourceOf(operation: string, input: unknown, place: { account: string; region: string }): string;
}

/** @throws Error when a port has the name of something every request's context has. */
export function defineService<S extends ServiceName, Ports extends object>(
  definition: ServiceDefinition<S, Ports>,
): Service {
  const { name, ports, validationError, quotas } = definition;
  const clash = contextNames.find((member) => member in ports);
  if (clash !== undefined) throw new Error(`service ${name}: ports must not have the context's member ${clash}`);

  // Dispatch has checked the input against the model whose types the operations are written in: here the types are forgotten.
  const loaders = definition.operations as Readonly<
    Record<string, (() => Promise<{ default: UntypedOperation }>) | undefined>
  >;
  const loaderOf = (operation: string) => (Object.hasOwn(loaders, operation) ? loaders[operation] : undefined);

  // An import that was done before still costs a call tens of microseconds, so its result is kept.
  const running = new Map<string, Run>();

  return {
    name,
    validationError,
    quotas,
    implements: (operation) => loaderOf(operation) !== undefined,
    async load(operation) {
      const known = running.get(operation);
      if (known !== undefined) return known;
      const loaded = (await loaderOf(operation)?.())?.default;
      if (loaded?.name !== operation || loaded.service !== name) {
        throw new Error(`service ${name}: the file of ${operation} exports ${loaded?.service}.${loaded?.name}`);
      }
      const run: Run = (input, context) => loaded.run(input, { ...ports, ...context });
      running.set(operation, run);
      return run;
    },
    resourceOf: (operation, input, place) =>
      definition.resourceOf?.(operation as OperationName<S>, input, place) ?? "*",
  };
}

interface UntypedOperation {
  service: string;
  name: string;
  run(input: unknown, context: RequestContext & object): Promise<unknown>;
}

const contextNames: readonly (keyof RequestContext)[] = [
  "principal",
  "account",
  "region",
  "requestId",
  "sourceIp",
  "userAgent",
  "clock",
  "log",
];
