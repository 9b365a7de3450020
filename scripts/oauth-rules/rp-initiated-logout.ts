import { notApplicable, specification } from "./specification.ts";

const LOGOUT = "oauth/rp-initiated-logout.test.ts > RP-initiated logout";

export const rpInitiatedLogout = specification("RP-Initiated Logout 1.0", "OpenID Connect, with `rp-logout`", [
  [
    "2",
    "the endpoint takes GET and POST",
    [
      `${LOGOUT} > with an ID token of the user who is signed in ends the session and goes back with the state`,
      `${LOGOUT} > a form of another site, which comes without the cookie, ends nothing by itself`,
    ],
  ],
  ["2", "an ID token that has expired is a good hint", [`${LOGOUT} > takes an ID token that has expired`]],
  [
    "2",
    "a hint is an ID token of this OP",
    [
      `${LOGOUT} > an access token is no hint`,
      "conformance > oidcc-rp-initiated-logout-modified-id-token-hint",
      "conformance > oidcc-rp-initiated-logout-bad-id-token-hint",
    ],
  ],
  ["2", "client_id and the hint name one client", [`${LOGOUT} > refuses a client that is not the ID token's`]],
  [
    "2",
    "without a hint, or with somebody else's, the user is asked",
    [
      `${LOGOUT} > asks first when the ID token is %s`,
      `${LOGOUT} > a confirmation is one session's own, and cannot be guessed`,
    ],
  ],
  [
    "2",
    "without an address to go to the user is told of the end",
    [
      `${LOGOUT} > without a URL to go to says that the user is signed out`,
      "conformance > oidcc-rp-initiated-logout-no-params",
    ],
  ],
  [
    "2",
    "state comes back, and none when none was sent",
    ["conformance > oidcc-rp-initiated-logout", "conformance > oidcc-rp-initiated-logout-no-state"],
  ],
  [
    "2",
    "ui_locales chooses the language",
    notApplicable("Cognito's pages know `lang` only, on the address or from the cookie; ui_locales is no error"),
  ],
  [
    "2.1",
    "discovery names the endpoint",
    [
      "conformance > oidcc-rp-initiated-logout-discovery-endpoint-verification",
      "tokens/discovery-truth.test.ts > discovery tells the truth: preset %s > the end of sessions takes a registered URL and no other",
    ],
  ],
  [
    "3",
    "the address to go to is registered, compared as a string",
    [
      `${LOGOUT} > refuses %s on our own page, and ends nothing`,
      "conformance > oidcc-rp-initiated-logout-bad-post-logout-redirect-uri",
      "conformance > oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri",
    ],
  ],
  ["3", "a client must be known for an address to count", [`${LOGOUT} > a URL needs a client to be registered at`]],
  ["4", "what is wrong leads nowhere", [`${LOGOUT} > refuses %s on our own page, and ends nothing`]],
  [
    "6",
    "nobody signs the user out by a link or a form of another site",
    [
      `${LOGOUT} > a form of another site, which comes without the cookie, ends nothing by itself`,
      `${LOGOUT} > asks first when the ID token is %s`,
    ],
  ],
]);
