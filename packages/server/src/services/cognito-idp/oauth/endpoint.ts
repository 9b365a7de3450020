import type { AwsRequest, AwsResponse } from "../../../aws/wire-types.ts";
import type { UserPoolDomain } from "../domains/user-pool-domain.ts";
import type { CognitoContext } from "../operation.ts";
import type { LoginTexts } from "../pages/texts/login-texts.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { OAuthProfile } from "./profile.ts";

/** A request on the domain of a pool. */
export interface LoginRequest extends AwsRequest {
  /** Within the domain, beginning with "/": `/oauth2/token`, whichever form the domain was addressed in. As sent, still encoded. */
  path: string;
  /** The Host header's value in lower case, with its port. */
  host: string;
  /** Whether it came by TLS, or to an address that is linked to by TLS alone: cookies are then `Secure`. */
  secure: boolean;
}

/** What an endpoint answers. Several cookies are several values. */
export interface LoginResponse extends Omit<AwsResponse, "headers"> {
  /** Names in lower case. */
  headers: Record<string, string | string[]>;
}

/** What an endpoint is given besides the request. The principal is anonymous; account and region are the pool's. */
export interface LoginContext extends CognitoContext {
  pool: UserPool;
  domain: UserPoolDomain;
  /**
   * What stands before the domain's own paths in links, forms, redirects and cookie paths: "" where the domain has a host of its own,
   * `/_auth/{name}` in the path form.
   */
  base: string;
  profile: OAuthProfile;
  /** The operator's own texts of the pages. */
  loginTexts: LoginTexts;
  /** Whether pages may say where a mail went, and errors which redirect URIs are registered. */
  development: boolean;
}

/** One endpoint or page: its answer to each method it takes. HEAD is answered as GET without a body; other methods get 405. */
export type Endpoint = Partial<
  Record<"GET" | "POST", (request: LoginRequest, ctx: LoginContext) => Promise<LoginResponse>>
>;
