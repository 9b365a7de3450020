import { error, limitExceeded, notFound } from "./error-types.ts";

/** Errors of terms; for the marks see errors.ts. */
export const termsErrors = {
  termsNotFound: () => notFound("Terms does not exist."), // A (as styles)
  termsOfClientNotFound: (clientId: string) => notFound(`Terms for client ${clientId} does not exist.`), // A (as styles)
  termsExist: (name: string, clientId: string) =>
    error("TermsExistsException")(`A Terms ${name} already exists for client ${clientId}`), // A (as styles)
  termsLimitReached: () => limitExceeded("Maximum number of terms documents reached."), // A
} as const;
