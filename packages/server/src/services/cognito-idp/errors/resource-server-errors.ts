import { invalidParameter, limitExceeded, notFound } from "./error-types.ts";

/** Errors of resource servers; for the marks see errors.ts. */
export const resourceServerErrors = {
  resourceServerNotFound: (identifier: string) => notFound(`Resource server ${identifier} does not exist.`), // A
  /** Worded as for identity providers (cloudformation-coverage-roadmap issue 1287). */
  resourceServerExists: (identifier: string, poolId: string) =>
    invalidParameter(`${identifier} already exists in user pool ${poolId}.`), // O
  resourceServerLimitReached: () => limitExceeded("Maximum number of resource servers reached."), // A
  duplicateScope: (name: string) => invalidParameter(`Duplicate scope name: ${name}`), // A
} as const;
