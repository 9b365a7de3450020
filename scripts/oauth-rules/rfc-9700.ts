import { notApplicable, specification } from "./specification.ts";

const REDEEM = "oauth/grants/authorization-code.test.ts > with a code challenge";
const REGISTERED =
  "oauth/steps/registered-uri.test.ts > redirect_uri is one of the client's callback URLs, to the letter";
const REQUESTS = `packages/server/test/attacks/login-requests.test.ts > preset %s > \${RUNS} generated requests`;
const PAGES = "packages/server/test/attacks/login-pages.test.ts";

export const rfc9700 = specification("RFC 9700", "Best Current Practice for OAuth 2.0 Security", [
  ["2.1", "redirect URIs are compared as strings", [`${REGISTERED} > %j is refused on our own page (recorded)`]],
  [
    "2.1",
    "a native app may vary the port of a loopback address",
    notApplicable("Cognito compares the port too (observed)"),
  ],
  [
    "2.1",
    "neither side is an open redirector",
    [REQUESTS, `${PAGES} > an address that would lead away > leads nowhere: %s`],
  ],
  [
    "2.1",
    "PKCE, nonce or state keep a stranger's answer out",
    [
      "oauth/steps/state.test.ts > state goes back as it came > %j",
      "conformance > oidcc-ensure-request-with-valid-pkce-succeeds",
    ],
  ],
  [
    "2.1",
    "a client of several servers can tell whose answer it is",
    [
      "login-sessions/login-session.test.ts > what a session is answered with > the answer names the issuer where the profile says so (RFC 9207)",
    ],
  ],
  [
    "2.1",
    "a redirect after a form with a password is not 307",
    [
      "pages/login.test.ts > signing in > goes back to the client with a code and the state, whatever flows the client has at the API (recorded: 302)",
    ],
  ],
  [
    "2.1.1",
    "public clients use PKCE, and the server enforces it",
    [
      "oauth/steps/required-challenge.test.ts > where the profile says so, a client without a secret sends a code challenge > without one it is refused (RFC 9700, 2.1.1)",
      "compat/src/suites/openid-client.test.ts > openid-client 6, preset hardened > a client without a secret that sends no code challenge is refused",
    ],
  ],
  [
    "2.1.1",
    "a challenge does not show the verifier: S256",
    [
      "oauth/steps/code-challenge.test.ts > a code challenge comes with the method S256, and the method with a challenge > the method %s is refused (documented)",
    ],
  ],
  [
    "2.1.1",
    "a verifier counts only where there was a challenge",
    [`${REDEEM} > a verifier where there was no challenge is refused: somebody took it out (RFC 9700, 4.8)`],
  ],
  [
    "2.1.1",
    "clients can find out that PKCE is there",
    [
      "tokens/discovery-truth.test.ts > discovery tells the truth: preset %s > S256 is the one method of code challenges; where it is named a public client needs it",
    ],
  ],
  [
    "2.1.2",
    "no tokens in authorization answers",
    [
      "oauth/steps/response-type.test.ts > response_type is code or token > token is refused where the profile has no implicit grant",
    ],
  ],
  [
    "2.2.1",
    "access tokens are bound to a key of the sender",
    notApplicable("recommended; Cognito has neither mTLS nor DPoP"),
  ],
  [
    "2.2.2",
    "refresh tokens of public clients are bound to a key or rotated",
    [
      "oauth/grants/refresh-token.test.ts > under rotation > a new refresh token comes along, in its place of the answer, and the old one is used up (documented)",
      "packages/server/test/attacks/refresh-tokens.test.ts > under rotation > with the server's option a late reuse ends the sign-in of thief and owner",
    ],
  ],
  [
    "2.3",
    "an access token opens no more than it was given for",
    [
      "tokens/hosted-claims.test.ts > an access token > opens Cognito's own operations with aws.cognito.signin.user.admin only (documented)",
      "oauth/user-info.test.ts > shows > for %s what these scopes are about (documented)",
    ],
  ],
  [
    "2.3",
    "an access token can be bound to one resource server",
    [
      "tokens/hosted-claims.test.ts > an access token > has the resource as aud (documented)",
      "oauth/steps/resource.test.ts > resource is a URL: https, http to localhost, or a scheme of an app's own > refuses %j (documented: the rule)",
    ],
  ],
  [
    "2.4",
    "there is no password grant",
    ["oauth/token.test.ts > a request > of grant type %j is unsupported_grant_type (documented)"],
  ],
  [
    "2.5",
    "clients that can keep a secret prove themselves",
    [
      "oauth/authenticate-client.test.ts > a client with a secret > that does not prove it is invalid_client, 400 and not 401 (documented)",
    ],
  ],
  ["2.5", "clients prove themselves by a key of their own", notApplicable("recommended; Cognito has secrets only")],
  [
    "2.6",
    "metadata is published, so that clients use what there is",
    [
      "tokens/discovery-truth.test.ts > discovery tells the truth: preset %s > each endpoint that is named is there, and none that is not",
      "conformance > oidcc-discovery-endpoint-verification",
    ],
  ],
  [
    "2.6",
    "clients do not choose identifiers that look like users' or other clients'",
    [
      "clients/client-id.test.ts > a client id is 25 or 26 digits of base 32, the first not 0 (recorded)",
      "oauth/grants/client-credentials.test.ts > a client gets for itself > nothing that a user's operations or userInfo would take",
    ],
  ],
  [
    "2.6",
    "authorization answers travel encrypted, except to the same machine",
    ["clients/client-settings.test.ts > measured at AWS > %o is refused"],
  ],
  [
    "2.6",
    "the authorization endpoint is not for scripts of other origins",
    [
      "packages/server/test/proof/oauth-rules.test.ts > a script of another origin reads nothing of the authorization endpoint and the pages (RFC 9700, 2.6)",
    ],
  ],
  [
    "4.1",
    "what lies beside a registered redirect URI is not it",
    [`${REGISTERED} > %j is refused on our own page (recorded)`, REQUESTS],
  ],
  [
    "4.2",
    "addresses with codes and states do not leave by the Referer header",
    [`${PAGES} > every page > can be framed and cached by nobody, and tells no one where it came from: $path`],
  ],
  [
    "4.3",
    "a code in the browser's history is worth nothing",
    [
      "oauth/grants/authorization-code.test.ts > a code > is good once; a second use ends what the first gave (RFC 6749, 4.1.2)",
      "oauth/grants/authorization-code.test.ts > a code > is good for five minutes (documented)",
    ],
  ],
  [
    "4.3",
    "no access token in an address",
    [
      "oauth/user-info.test.ts > refuses > a request without a token, or with one elsewhere than in the header, as bad (documented)",
    ],
  ],
  [
    "4.4",
    "answers of two servers cannot be mixed up",
    [
      "compat/src/suites/openid-client.test.ts > openid-client 6, preset hardened > an answer of another issuer is refused by the library, since every answer names its own (RFC 9207)",
    ],
  ],
  [
    "4.5",
    "a stolen code cannot be put into another session",
    [
      `${REDEEM} > %s is invalid_grant (assumed), and the right one still counts`,
      "tokens/hosted-claims.test.ts > an ID token > has the nonce as it was sent: %j",
    ],
  ],
  [
    "4.6",
    "a stolen access token cannot be put in its owner's place",
    [
      "tokens/hosted-claims.test.ts > an ID token > has the hash of the access token beside it (OpenID Connect Core, 3.1.3.6)",
    ],
  ],
  [
    "4.7",
    "nobody signs somebody else in by a link",
    [
      "oauth/steps/state.test.ts > state goes back as it came > %j",
      `${PAGES} > a session that somebody prepared is not the one that a user signs in to (session fixation)`,
    ],
  ],
  [
    "4.8",
    "PKCE cannot be taken out of a request on its way",
    [`${REDEEM} > a verifier where there was no challenge is refused: somebody took it out (RFC 9700, 4.8)`],
  ],
  [
    "4.9",
    "what a resource server lets slip is limited by audience and scope",
    ["tokens/hosted-claims.test.ts > an access token > has the resource as aud (documented)"],
  ],
  [
    "4.10",
    "a stolen access token ends with its grant",
    [
      "oauth/revoke.test.ts > a refresh token > ends with all that came of its sign-in; 200 without a body (documented)",
      "oauth/user-info.test.ts > refuses > a token that was revoked, or whose user signed out everywhere, was disabled or deleted (documented)",
    ],
  ],
  ["4.11.1", "clients are no open redirectors", notApplicable("a rule for clients")],
  [
    "4.11.2",
    "an error leads only where the client registered, and asks the user first where that is doubtful",
    [
      REQUESTS,
      "packages/server/test/attacks/login-hosts.test.ts > in production a stranger does not get > a login without an application: %s",
    ],
  ],
  [
    "4.12",
    "a form with a password is answered with 302 or 303",
    [
      "pages/login.test.ts > signing in > goes back to the client with a code and the state, whatever flows the client has at the API (recorded: 302)",
    ],
  ],
  [
    "4.13",
    "headers that a proxy sets are believed from that proxy only",
    [
      "packages/server/src/http/front.test.ts > a forwarded header > is refused without --trust-proxy: %s",
      "packages/server/src/http/forwarded.test.ts > behind a proxy of our own > believes the entry that the proxy appended, not the client's",
    ],
  ],
  [
    "4.14.2",
    "refresh tokens are bound to client and scopes",
    [
      "oauth/grants/refresh-token.test.ts > a refresh token > that is garbage, an access token, another client's or another pool's is invalid_grant",
      "packages/server/test/proof/oauth-rules.test.ts > a refresh with a scope gives no more than was granted (RFC 6749, 6)",
    ],
  ],
  [
    "4.14.2",
    "a refresh token that was used twice ends the sign-in",
    [
      "packages/server/test/attacks/refresh-tokens.test.ts > under rotation > with the server's option a late reuse ends the sign-in of thief and owner",
    ],
  ],
  [
    "4.14.2",
    "refresh tokens end with time, sign-out and a change of password",
    [
      "oauth/grants/refresh-token.test.ts > a refresh token > is good until its own end, which refreshing does not put off",
      "packages/server/test/attacks/refresh-tokens.test.ts > %s exchanges no refresh token > of a user who signed out everywhere, was disabled, must reset the password, or was deleted",
    ],
  ],
  [
    "4.15",
    "a client's own token is not taken for a user's",
    [
      "tokens/claims.test.ts > a client's own token has its id for a sub and no user",
      "oauth/grants/client-credentials.test.ts > a client gets for itself > nothing that a user's operations or userInfo would take",
    ],
  ],
  [
    "4.16",
    "no page can be framed",
    [`${PAGES} > every page > can be framed and cached by nobody, and tells no one where it came from: $path`],
  ],
  ["4.17", "answers by postMessage name their origin", notApplicable("no answer goes that way")],
]);
