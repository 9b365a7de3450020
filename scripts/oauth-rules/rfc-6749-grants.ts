import { notApplicable, type Row } from "./specification.ts";

/** Grants, answers and refreshing: sections 4 to 7. */
export const rfc6749Grants: readonly Row[] = [
  [
    "4.1.1",
    "the request is checked whole before the user is asked anything",
    [
      "oauth/steps/registry.test.ts > of several faults the first step's is told, who asks before what is asked",
      "oauth/steps/scope.test.ts > every scope is the client's; without any, all of the client's are meant > %s is refused at the redirect URI (recorded)",
    ],
  ],
  [
    "4.1.2",
    "a code is short-lived: ten minutes at most",
    [
      "oauth/grants/authorization-code.test.ts > a code > is good for five minutes (documented)",
      "oauth/parse-profile.test.ts > is refused with a sentence that says what there is",
    ],
  ],
  [
    "4.1.2",
    "a code is good once, and its second use ends what the first gave",
    [
      "oauth/grants/authorization-code.test.ts > a code > is good once; a second use ends what the first gave (RFC 6749, 4.1.2)",
      "oauth/grants/authorization-code.test.ts > a code > that twenty redeem at once gives tokens to one, and the others end them (RFC 6749, 4.1.2)",
      "conformance > oidcc-codereuse-30seconds",
    ],
  ],
  [
    "4.1.2",
    "a code belongs to one client and one redirect URI",
    [
      "oauth/grants/authorization-code.test.ts > a code > is another's for another client, of the pool or elsewhere, and stays good for its own",
      "oauth/grants/authorization-code.test.ts > a code > is bound to its redirect URI: %s is invalid_grant (assumed), and uses nothing up",
    ],
  ],
  [
    "4.1.2",
    "state comes back as it was sent",
    [
      "oauth/steps/state.test.ts > state goes back as it came > %j",
      "oauth/steps/state.test.ts > state goes back as it came > none comes back when none was sent (recorded)",
    ],
  ],
  [
    "4.1.2.1",
    "an error on client or redirect URI is told to the user and never redirected",
    [
      "oauth/steps/client.test.ts > client_id names one client of the domain's pool > an unknown one is refused on our own page (recorded)",
      "oauth/steps/registered-uri.test.ts > redirect_uri is one of the client's callback URLs, to the letter > %j is refused on our own page (recorded)",
    ],
  ],
  [
    "4.1.2.1",
    "other errors come at the redirect URI, with one of the codes and the state",
    [
      "oauth/steps/scope.test.ts > every scope is the client's; without any, all of the client's are meant > the standard's form of the answer names the code in error (RFC 6749, 4.1.2.1)",
      "oauth/steps/flow.test.ts > the client has the flow that is asked for > a code needs the flow code (recorded)",
    ],
  ],
  ["4.1.2.1", "a description is printable ASCII without quotes", ["conformance > oidcc-prompt-none-not-logged-in"]],
  [
    "4.1.3",
    "redeeming needs code and redirect URI, and the client's proof",
    [
      "oauth/grants/authorization-code.test.ts > a code > without %s is invalid_request (documented: required)",
      "oauth/authenticate-client.test.ts > a client > that is not named is invalid_request (documented: client_id is required)",
    ],
  ],
  [
    "4.1.3",
    "the redirect URI is that of the authorization request",
    [
      "oauth/grants/authorization-code.test.ts > a code > is bound to its redirect URI: %s is invalid_grant (assumed), and uses nothing up",
    ],
  ],
  [
    "4.1.4",
    "a good code gives an access token, and may give a refresh token",
    [
      "oauth/grants/authorization-code.test.ts > a code > gives an ID token, an access token and a refresh token (recorded)",
    ],
  ],
  [
    "4.2.1",
    "the implicit grant needs a registered redirect URI and a client that has the flow",
    [
      "oauth/steps/flow.test.ts > the client has the flow that is asked for > tokens need the flow implicit (recorded)",
      "packages/server/test/attacks/login-requests.test.ts > preset %s > 1000 in the browser of a user who is signed in: codes and tokens go to the client's own URLs",
    ],
  ],
  [
    "4.2.2",
    "tokens stand in the fragment, with type, lifetime and state",
    [
      "login-sessions/login-session.test.ts > what a session is answered with > tokens stand in the fragment, in the documented order (documented)",
      "pages/login.test.ts > signing in > gives tokens in the fragment for response_type=token",
    ],
  ],
  [
    "4.2.2",
    "the implicit grant gives no refresh token",
    [
      "tokens/hosted-claims.test.ts > the tokens of the implicit grant have the same claims, and no refresh token comes with them (documented)",
    ],
  ],
  [
    "4.2.2.1",
    "errors of the implicit grant stand in the fragment too",
    [
      "oauth/steps/response-type.test.ts > response_type is code or token > for token, errors stand in the fragment (recorded)",
    ],
  ],
  [
    "4.3",
    "the password grant",
    notApplicable("it is not there: `grant_type=password` is `unsupported_grant_type`; see RFC 9700, 2.4"),
  ],
  [
    "4.4",
    "client credentials are for confidential clients only",
    [
      "clients/client-settings.test.ts > a client for machines has a secret and scopes of resource servers",
      "oauth/grants/client-credentials.test.ts > a client of another flow gets unauthorized_client (documented)",
    ],
  ],
  [
    "4.4.3",
    "client credentials give no refresh token",
    [
      "oauth/grants/client-credentials.test.ts > a client gets for itself > an access token alone, in this order of members (recorded)",
    ],
  ],
  [
    "4.5",
    "a grant that is not known is unsupported_grant_type",
    ["oauth/token.test.ts > a request > of grant type %j is unsupported_grant_type (documented)"],
  ],
  [
    "5.1",
    "an answer has access token, type and lifetime as JSON, and is stored by nobody",
    ["oauth/token.test.ts > an answer > has these members in this order, and the standard headers (recorded)"],
  ],
  [
    "5.2",
    "a refusal is 400 with one of the codes, as JSON",
    [
      "oauth/token.test.ts > an answer > that refuses is 400 with the code alone, and readable from any page (documented)",
      "oauth/token.test.ts > a request > of a client without the flow %s is unauthorized_client (documented)",
      "oauth/grants/authorization-code.test.ts > a code > that nobody was given, %j, is invalid_grant (documented)",
    ],
  ],
  [
    "5.2",
    "a client that fails by the Authorization header is answered 401 with a challenge",
    [
      "oauth/authenticate-client.test.ts > a client > that fails is 401 with a challenge where the profile has the standard's errors (RFC 6749, 5.2)",
    ],
  ],
  [
    "6",
    "a refresh token belongs to the client that it was given to, which proves itself",
    [
      "oauth/grants/refresh-token.test.ts > a refresh token > that is garbage, an access token, another client's or another pool's is invalid_grant",
      "conformance > oidcc-refresh-token",
    ],
  ],
  [
    "6",
    "refreshing never widens the scopes",
    [
      "packages/server/test/proof/oauth-rules.test.ts > a refresh with a scope gives no more than was granted (RFC 6749, 6)",
    ],
  ],
  [
    "6",
    "a new refresh token may take the old one's place, which is then worth nothing",
    [
      "oauth/grants/refresh-token.test.ts > under rotation > a new refresh token comes along, in its place of the answer, and the old one is used up (documented)",
    ],
  ],
  [
    "7",
    "how resources take access tokens",
    notApplicable("see RFC 6750; the gateway's authorizers come with the gateway"),
  ],
];
