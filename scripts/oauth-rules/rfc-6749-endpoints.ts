import { notApplicable, type Row } from "./specification.ts";

/** Clients and endpoints: sections 2 and 3. */
export const rfc6749Endpoints: readonly Row[] = [
  [
    "2.1",
    "a client is confidential or public, and is treated as what it is",
    [
      "oauth/authenticate-client.test.ts > a client with a secret > that does not prove it is invalid_client, 400 and not 401 (documented)",
      "oauth/authenticate-client.test.ts > a client without a secret > says who it is (documented)",
    ],
  ],
  [
    "2.2",
    "a client's identifier is unique, and nothing is proven by knowing it",
    [
      "clients/client-id.test.ts > a client id is 25 or 26 digits of base 32, the first not 0 (recorded)",
      "oauth/authenticate-client.test.ts > a client > of another pool is nobody here",
    ],
  ],
  [
    "2.3",
    "a request proves its client in one way only",
    [
      "oauth/authenticate-client.test.ts > a client with a secret > that proves it in both ways at once is invalid_request (RFC 6749, 2.3)",
    ],
  ],
  [
    "2.3.1",
    "HTTP Basic is taken for clients with a secret, both parts encoded as in a form",
    [
      "oauth/authenticate-client.test.ts > a client with a secret > proves it by Basic (documented)",
      "oauth/authenticate-client.test.ts > a client with a secret > may have encoded id and secret as a form does (RFC 6749, 2.3.1)",
    ],
  ],
  [
    "2.3.1",
    "a secret may stand in the body, never in the address",
    [
      "oauth/authenticate-client.test.ts > a client with a secret > proves it in the body (documented)",
      "oauth/token.test.ts > a request > with the client's secret in its address is refused, right as it is (RFC 6749, 2.3.1)",
    ],
  ],
  [
    "2.3.1",
    "secrets cannot be found by trying",
    [
      "clients/client-id.test.ts > a client secret is 51 or 52 digits of base 32 (recorded)",
      "limits/quotas.test.ts > with --limits on > one address uses up its part of an unsigned operation's quota, and signed calls go on",
    ],
  ],
  [
    "2.3.2",
    "other ways to authenticate belong to registered clients only",
    notApplicable("Cognito has `client_secret_basic`, `client_secret_post` and none besides"),
  ],
  [
    "3.1",
    "the authorization endpoint takes GET, and may take POST",
    [
      "oauth/authorize.test.ts > without a session > the browser goes to the login page with the query as it was sent: order, encoding, unknown parameters (recorded)",
      "oauth/authorize.test.ts > by POST > where the profile has it, the form counts and the query does not (OpenID Connect Core, 3.1.2.1)",
    ],
  ],
  [
    "3.1",
    "nobody gets an answer before the user has proven who it is",
    [
      "pages/login.test.ts > signing in > goes back to the client with a code and the state, whatever flows the client has at the API (recorded: 302)",
      "pages/login.test.ts > whoever is refused > sees the API's text and the name that was typed, never the password (observed: the text)",
    ],
  ],
  [
    "3.1",
    "a parameter without a value counts as left out",
    [
      "oauth/steps/redirect-uri.test.ts > redirect_uri is there, or the client has a default one > %j is told on our own page in AWS's words (recorded: the text)",
      "oauth/steps/client-id.test.ts > client_id is there > %j is told on our own page in AWS's words (recorded: the text)",
    ],
  ],
  [
    "3.1",
    "unknown parameters are ignored",
    [
      "oauth/authorize.test.ts > without a session > the browser goes to the login page with the query as it was sent: order, encoding, unknown parameters (recorded)",
      "conformance > oidcc-ensure-request-with-unknown-parameter-succeeds",
    ],
  ],
  [
    "3.1",
    "a parameter comes once",
    [
      "oauth/steps/repeated.test.ts > no parameter comes twice > %s twice is refused at the redirect URI (assumed)",
      "oauth/steps/client.test.ts > client_id names one client of the domain's pool > two are refused (assumed)",
      "oauth/steps/registered-uri.test.ts > redirect_uri is one of the client's callback URLs, to the letter > two are refused, though one is registered (assumed)",
    ],
  ],
  [
    "3.1.1",
    "response_type is required, and an unknown one is an error",
    [
      "oauth/steps/response-type.test.ts > response_type is code or token > a missing one is told at the redirect URI (documented)",
      "oauth/steps/response-type.test.ts > response_type is code or token > %j is refused (documented: code and token only)",
    ],
  ],
  [
    "3.1.2",
    "a redirect URI is absolute and has no fragment",
    ["clients/client-settings.test.ts > measured at AWS > %o is refused"],
  ],
  [
    "3.1.2.1",
    "a redirect URI is https, except to the same machine or to an app",
    [
      "clients/client-settings.test.ts > measured at AWS > %o is refused",
      "clients/client-settings.test.ts > measured at AWS > %s may be a callback URL",
    ],
  ],
  [
    "3.1.2.2",
    "a client has to register its redirect URIs",
    [
      "operations/create-user-pool-client.test.ts > refusals > flows that need a callback URL have one: InvalidOAuthFlowException (measured)",
    ],
  ],
  [
    "3.1.2.3",
    "the redirect URI of a request is one of the registered, compared as a string",
    [
      "oauth/steps/registered-uri.test.ts > redirect_uri is one of the client's callback URLs, to the letter > %j is refused on our own page (recorded)",
      "oauth/steps/registered-uri.test.ts > redirect_uri is one of the client's callback URLs, to the letter > a registered URL passes, whatever else it has",
    ],
  ],
  [
    "3.1.2.4",
    "nobody is sent to an address that is missing, not registered or malformed",
    [
      "conformance > oidcc-ensure-registered-redirect-uri",
      "pages/error.test.ts > a redirect URI that is not registered ends on our own page, with 400 (observed, nine reports)",
    ],
  ],
  ["3.1.2.5", "a page that gets codes runs no script of others", notApplicable("that page is the client's")],
  ["3.2", "the token endpoint takes POST only", ["oauth/token.test.ts > a request > by %s is 405 (observed)"]],
  [
    "3.2",
    "a parameter without a value counts as left out, unknown ones are ignored, each comes once",
    [
      "oauth/token.test.ts > a request > %s is invalid_request (assumed)",
      "oauth/token.test.ts > a request > is not refused for parameters that nobody knows (RFC 6749, 3.2)",
    ],
  ],
  [
    "3.2.1",
    "a confidential client proves itself at the token endpoint, also with a good code or refresh token",
    [
      "oauth/grants/authorization-code.test.ts > with a code challenge > a secret does not take the verifier's place",
      "packages/server/test/attacks/refresh-tokens.test.ts > %s exchanges no refresh token > of a confidential client without its secret, with another's, or with an empty one",
    ],
  ],
  [
    "3.3",
    "scopes are divided by spaces, and their order means nothing",
    [
      "oauth/steps/scope.test.ts > every scope is the client's; without any, all of the client's are meant > %j passes",
      "conformance > oidcc-alternate-happy-flow",
    ],
  ],
  [
    "3.3",
    "without a scope the request means a known default, or fails",
    [
      "oauth/steps/scope.test.ts > every scope is the client's; without any, all of the client's are meant",
      "oauth/grants/client-credentials.test.ts > a client gets for itself > all of its scopes when it names none (documented), and those that it names, once each",
    ],
  ],
  [
    "3.3",
    "an answer with other scopes than asked for names them",
    notApplicable(
      "what cannot be granted is refused, never dropped; Cognito's answer has no `scope` (recorded), the access token has",
    ),
  ],
];
