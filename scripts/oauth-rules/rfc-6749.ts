import { rfc6749Endpoints } from "./rfc-6749-endpoints.ts";
import { rfc6749Grants } from "./rfc-6749-grants.ts";
import { rfc6749Security } from "./rfc-6749-security.ts";
import { specification } from "./specification.ts";

export const rfc6749 = specification("RFC 6749", "The OAuth 2.0 Authorization Framework", [
  ...rfc6749Endpoints,
  ...rfc6749Grants,
  ...rfc6749Security,
]);
