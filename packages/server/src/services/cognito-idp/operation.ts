import { operationsOf } from "../../aws/operation.ts";
import type { RequestContext } from "../../aws/request-context.ts";
import type { Cognito } from "./cognito.ts";

/** Declares one operation of this service: `export default operation("SignUp", async (input, ctx) => …)`. */
export const operation = operationsOf<"cognito-idp", Cognito>("cognito-idp");

/** What an operation is given: the request, and the service's own parts. */
export type CognitoContext = RequestContext & Cognito;
