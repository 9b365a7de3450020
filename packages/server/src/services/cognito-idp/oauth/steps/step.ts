import type { ClientAndPool } from "../../clients/require-client.ts";
import type { AuthorizationRequest } from "../authorization-request.ts";
import type { LoginContext } from "../endpoint.ts";
import type { OwnError } from "../own-error.ts";
import type { Refusal } from "../redirect-answer.ts";

/** What a step is asked about. */
export interface Asked {
  ctx: LoginContext;
  /** Decoded, in the order sent; some may come more than once until a step has refused that. */
  parameters: URLSearchParams;
}

/** Who asked, and where the answer goes, as far as the steps have found out. */
export interface Addressee {
  found: ClientAndPool | undefined;
  redirectUri: string | undefined;
}

/** One rule on who asks. Nobody's redirect URI is known to be right yet: what is refused goes to our own error page. */
export interface AddresseeStep {
  /** The rule in words: the title of its test. */
  rule: string;
  take(asked: Asked, addressee: Addressee): OwnError | undefined | Promise<OwnError | undefined>;
}

/** The request as the steps have read it so far; each fills in what it is about. */
export type Draft = { -readonly [Member in keyof AuthorizationRequest]: AuthorizationRequest[Member] };

/** One rule on what is asked. What is refused goes to the client's redirect URI. */
export interface Step {
  /** The rule in words: the title of its test. */
  rule: string;
  take(asked: Asked, draft: Draft): Refusal | undefined | Promise<Refusal | undefined>;
}
