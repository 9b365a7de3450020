import { invalidParameter, limitExceeded, notFound } from "./error-types.ts";

/** Errors of resource servers; for the marks see errors.ts. */
export const resourceServerErrors = {
  resourceServerNotFound: (identifier: string) => notFound(`Resource server ${identifier} does not exist.`), // A
  resourceServerExists: (identifier: string) => invalidParameter(`${identifier} already exists in user pool.`), // A
  resourceServerLimitReached: () => limitExceeded("Maximum number of resource servers reached."), // A
  duplicateScope: (name: string) => invalidParameter(`Duplicate scope name: ${name}`), // A
} as const;
