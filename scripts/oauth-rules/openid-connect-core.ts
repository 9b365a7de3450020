import { notApplicable, specification } from "./specification.ts";

const HOSTED = "tokens/hosted-claims.test.ts > an ID token";
const SESSION = "login-sessions/login-session.test.ts > a request that asks for more than a session";

export const openidConnectCore = specification("OpenID Connect Core 1.0", "what the profile Basic needs", [
  [
    "2",
    "an ID token has iss, sub, aud, exp and iat, and is signed",
    [`${HOSTED} > has these claims and no event_id (recorded)`, "conformance > oidcc-server"],
  ],
  ["2", "the nonce of the request stands in the ID token", [`${HOSTED} > has the nonce as it was sent: %j`]],
  [
    "2",
    "auth_time is when the user signed in",
    [
      `${HOSTED} > says when the user signed in, not when the code was redeemed`,
      "login-sessions/login-session.test.ts > what a session is answered with > auth_time is that of the sign-in, not of the request",
    ],
  ],
  [
    "3.1.2.1",
    "without the scope openid there is no ID token",
    [
      "login-sessions/login-session.test.ts > what a session is answered with > without openid there is no ID token (documented)",
      "oauth/grants/refresh-token.test.ts > a refresh token > of scopes without openid gives no ID token, before and after",
    ],
  ],
  [
    "3.1.2.1",
    "GET and POST are taken",
    [
      "oauth/authorize.test.ts > by POST > where the profile has it, the form counts and the query does not (OpenID Connect Core, 3.1.2.1)",
      "conformance > oidcc-ensure-post-request-succeeds",
    ],
  ],
  [
    "3.1.2.1",
    "prompt=none shows no page, and stands alone",
    [
      `${SESSION} > prompt=none goes on with a session, and never to a page (documented)`,
      "oauth/steps/prompt.test.ts > prompt has known values, and none stands alone > %j is refused (OpenID Connect Core, 3.1.2.1)",
      "conformance > oidcc-prompt-none-not-logged-in",
    ],
  ],
  [
    "3.1.2.1",
    "prompt=login asks again",
    [`${SESSION} > prompt=login asks again and leaves the session (documented)`, "conformance > oidcc-prompt-login"],
  ],
  [
    "3.1.2.1",
    "prompt=consent and select_account",
    notApplicable(
      "Cognito has neither consent nor a choice of accounts; the values concern other providers (documented)",
    ),
  ],
  [
    "3.1.2.1",
    "max_age asks again when the sign-in is older, and auth_time is told",
    [
      `${SESSION} > max_age asks again once the sign-in is older (OpenID Connect Core, 3.1.2.1)`,
      "conformance > oidcc-max-age-1",
      "conformance > oidcc-max-age-10000",
    ],
  ],
  [
    "3.1.2.1",
    "id_token_hint names who must sign in; an expired one will do",
    [
      `${SESSION} > id_token_hint of somebody else asks again, and somebody else's sign-in is refused`,
      "oauth/steps/id-token-hint.test.ts > id_token_hint is an ID token of this pool, expired or not, and names who must sign in > a good one passes, and so does one that has expired (OpenID Connect Core, 3.1.2.1)",
    ],
  ],
  [
    "3.1.2.1",
    "login_hint is taken",
    ["pages/login.test.ts > the form > is filled in by login_hint (documented), and begins at the password then"],
  ],
  [
    "3.1.2.2",
    "the request is checked by OAuth's rules",
    ["oauth/steps/registry.test.ts > of several faults the first step's is told, who asks before what is asked"],
  ],
  [
    "3.1.2.3",
    "whoever is not signed in is asked to; forms cannot be sent by others, pages not be framed",
    [
      "oauth/authorize.test.ts > without a session > the browser goes to the login page with the query as it was sent: order, encoding, unknown parameters (recorded)",
      "packages/server/test/attacks/login-pages.test.ts > a form of another site > is shown again and not acted upon: $path",
      "packages/server/test/attacks/login-pages.test.ts > every page > can be framed and cached by nobody, and tells no one where it came from: $path",
    ],
  ],
  [
    "3.1.2.4",
    "the user agrees before a client learns anything",
    notApplicable("Cognito asks no consent: clients are the pool's own, made by its administrator"),
  ],
  [
    "3.1.2.6",
    "login_required says that a page would have been needed",
    [
      "oauth/steps/prompt.test.ts > prompt has known values, and none stands alone > none without a session is told login_required (documented)",
    ],
  ],
  [
    "3.1.3.2",
    "a code is redeemed by its client, once, with its redirect URI",
    [
      "oauth/grants/authorization-code.test.ts > a code > is another's for another client, of the pool or elsewhere, and stays good for its own",
      "oauth/grants/authorization-code.test.ts > a code > is good once; a second use ends what the first gave (RFC 6749, 4.1.2)",
    ],
  ],
  [
    "3.1.3.3",
    "the answer has an ID token, type Bearer, and no-store",
    ["oauth/token.test.ts > an answer > has these members in this order, and the standard headers (recorded)"],
  ],
  [
    "3.1.3.6",
    "at_hash is that of the access token",
    [`${HOSTED} > has the hash of the access token beside it (OpenID Connect Core, 3.1.3.6)`],
  ],
  [
    "3.2, 3.3",
    "the implicit flow of OpenID Connect and the hybrid one",
    notApplicable("Cognito has `code` and OAuth's `token` only; others are unsupported_response_type"),
  ],
  [
    "5.1",
    "claims have their standard types",
    notApplicable(
      "in the ID token they have; `/oauth2/userInfo` gives every value as text, as Cognito does (documented)",
    ),
  ],
  [
    "5.3",
    "the userinfo endpoint takes GET and POST, the token in the header",
    ["oauth/user-info.test.ts > shows > the same by POST (assumed), and headers alone for HEAD"],
  ],
  [
    "5.3.2",
    "sub is always told, and is the ID token's",
    ["oauth/user-info.test.ts > shows > the sub of the ID token beside it (OpenID Connect Core, 5.3.2)"],
  ],
  [
    "5.3.3",
    "errors are those of RFC 6750",
    [
      "oauth/user-info.test.ts > refuses > with the standard's challenge and codes where the profile has them (RFC 6750, 3)",
    ],
  ],
  [
    "5.4",
    "scopes open their claims",
    [
      "oauth/user-info.test.ts > shows > for %s what these scopes are about (documented)",
      `${HOSTED} > has for the scopes %s these attributes (documented)`,
    ],
  ],
  [
    "5.5",
    "requests for single claims",
    notApplicable("optional, and Cognito has none; the parameter is ignored: `oidcc-claims-essential`"),
  ],
  [
    "6",
    "request objects are obeyed, or refused by their own errors",
    [
      "oauth/steps/unsupported.test.ts > where the profile is strict, what has no effect is refused > %j",
      "tokens/discovery-truth.test.ts > discovery tells the truth: preset %s > request objects are refused if the document says so, and without effect otherwise",
    ],
  ],
  [
    "8",
    "sub is public, and never given to anybody else",
    [
      "users/sub.test.ts > a sub is UUID-shaped and its third group begins with 7 (recorded)",
      "packages/server/test/attacks/forged-tokens.test.ts > a token of a deleted user is worth nothing for whoever takes the name next",
    ],
  ],
  [
    "9",
    "client_secret_basic and client_secret_post are there",
    [
      "conformance > oidcc-server",
      "conformance > oidcc-server-client-secret-post",
      "tokens/discovery-truth.test.ts > discovery tells the truth: preset %s > each way to authenticate at the token endpoint that is named works, every other one is refused",
    ],
  ],
  [
    "10.1",
    "keys are published, and a token names its own",
    [
      "tokens/verify.test.ts > keys > are listed as AWS lists them, the one for ID tokens first",
      "conformance > oidcc-idtoken-signature",
    ],
  ],
  [
    "10.1.1",
    "keys can be changed without a break",
    notApplicable("a pool's two keys stay, as Cognito's do; a verifier that meets an unknown kid asks again"),
  ],
  ["10.2", "encryption", notApplicable("optional, and Cognito has none")],
  [
    "11",
    "offline_access",
    notApplicable("no scope of Cognito's: the code flow always gives a refresh token (observed)"),
  ],
  [
    "12.2",
    "a refreshed ID token is of the same user, client and sign-in",
    [
      "oauth/grants/refresh-token.test.ts > a refresh token > gives an ID token and an access token of the same sign-in, and no refresh token (documented)",
      "conformance > oidcc-refresh-token",
    ],
  ],
  [
    "15.1",
    "display, ui_locales, claims_locales and acr_values are no errors",
    [
      "conformance > oidcc-display-page",
      "conformance > oidcc-ui-locales",
      "conformance > oidcc-claims-locales",
      "conformance > oidcc-ensure-request-with-acr-values-succeeds",
    ],
  ],
  [
    "15.5.2",
    "nonces are long enough to hold what clients put there",
    ["oauth/steps/nonce.test.ts > nonce is text of a sensible length > passes: %j"],
  ],
  [
    "16.11",
    "a token for one client is of no use at another",
    [
      "oauth/grants/authorization-code.test.ts > a code > is another's for another client, of the pool or elsewhere, and stays good for its own",
      "tokens/verify.test.ts > an access token's claims > are not those of an ID token, nor of a client's own token, nor incomplete ones",
    ],
  ],
]);
