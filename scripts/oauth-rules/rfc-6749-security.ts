import type { Row } from "./specification.ts";

/** Security considerations: section 10. */
export const rfc6749Security: readonly Row[] = [
  [
    "10.3",
    "access tokens cannot be made, guessed or changed by others",
    [
      "tokens/verify.test.ts > a token of ours > cannot have its claims changed by someone without the key",
      "packages/server/test/attacks/forged-tokens.test.ts > %s does not believe > %s",
    ],
  ],
  [
    "10.4",
    "refresh tokens cannot be guessed or changed, and are kept as hashes",
    [
      "tokens/refresh-token.test.ts > a refresh token fits the model's pattern and is stored as a hash",
      "packages/server/test/attacks/refresh-tokens.test.ts > %s exchanges no refresh token > when its writing is another: an access token, an ID token, or the token cut, grown or in other letters",
    ],
  ],
  [
    "10.5",
    "codes cannot be read where they are kept",
    ["oauth/authorization-code-store.test.ts > authorization codes on $name > the code itself is nowhere in its row"],
  ],
  [
    "10.6",
    "a redirect URI cannot be changed on the way",
    [
      "oauth/grants/authorization-code.test.ts > a code > is bound to its redirect URI: %s is invalid_grant (assumed), and uses nothing up",
      `packages/server/test/attacks/login-requests.test.ts > preset %s > \${RUNS} generated requests`,
    ],
  ],
  [
    "10.8",
    "the endpoints speak TLS",
    [
      "packages/server/src/http/tls/server-tls.test.ts > a development server > speaks TLS without being told to, and gives out what its clients need to trust",
      "packages/server/src/http/tls/server-tls.test.ts > a production server > speaks TLS with its certificate, and is still no proxy",
      "packages/server/src/http/tls/tls-connections.test.ts > a TLS connection > of an old version is refused: %s",
    ],
  ],
  [
    "10.10",
    "nobody can guess codes, tokens or passwords",
    [
      "conformance > oidcc-server",
      "packages/server/test/attacks/login-guesses.test.ts > at a password > guesses on the page and at the API lock the name together, for both",
      `packages/server/test/attacks/token-requests.test.ts > \${RUNS} requests put together by chance give no token, no failure and no header of their own`,
    ],
  ],
  [
    "10.12",
    "forms cannot be sent by pages of others",
    [
      "packages/server/test/attacks/login-pages.test.ts > a form of another site > is shown again and not acted upon: $path",
      "packages/server/test/attacks/login-pages.test.ts > with bound form tokens > two values that agree are not enough",
    ],
  ],
  [
    "10.13",
    "pages cannot be framed",
    [
      "packages/server/test/attacks/login-pages.test.ts > every page > can be framed and cached by nobody, and tells no one where it came from: $path",
    ],
  ],
  [
    "10.14",
    "values of a request are checked, and never become code or headers",
    [
      "packages/server/test/attacks/login-pages.test.ts > markup in what somebody sends > stays text in every parameter: %s",
      "packages/server/test/attacks/login-inputs.test.ts > no value in a form breaks a page > at %s, in %s",
      `packages/server/test/attacks/login-requests.test.ts > preset %s > \${RUNS} generated requests`,
    ],
  ],
  [
    "10.15",
    "there is no open redirector",
    [
      "packages/server/test/attacks/login-pages.test.ts > an address that would lead away > leads nowhere: %s",
      `packages/server/test/attacks/login-requests.test.ts > preset %s > \${RUNS} generated requests`,
    ],
  ],
  [
    "10.16",
    "a token of the implicit grant is no proof of who is there, for another client",
    [
      "tokens/hosted-claims.test.ts > an ID token > has the hash of the access token beside it (OpenID Connect Core, 3.1.3.6)",
      "tokens/hosted-claims.test.ts > an ID token > has the nonce as it was sent: %j",
    ],
  ],
];
