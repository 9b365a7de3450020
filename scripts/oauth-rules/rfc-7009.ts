import { notApplicable, specification } from "./specification.ts";

export const rfc7009 = specification("RFC 7009", "Token Revocation", [
  [
    "2",
    "the endpoint takes POST, by TLS",
    [
      "oauth/revoke.test.ts > GET is 405",
      "packages/server/src/http/tls/server-tls.test.ts > a production server > speaks TLS with its certificate, and is still no proxy",
    ],
  ],
  [
    "2.1",
    "a confidential client proves itself, a public one says who it is",
    [
      "oauth/revoke.test.ts > a client > with a secret proves it, by Basic or in the body (documented)",
      "oauth/revoke.test.ts > a client > that is not named is invalid_request (documented)",
    ],
  ],
  [
    "2.1",
    "a token of another client is refused and stays good",
    ["oauth/revoke.test.ts > a refresh token > of another client is refused (RFC 7009, 2.1) and stays good"],
  ],
  [
    "2.1",
    "a token is required, and the hint may be wrong",
    [
      "oauth/revoke.test.ts > a refresh token > that is missing is invalid_request (documented)",
      "oauth/revoke.test.ts > access and ID tokens are unsupported_token_type, whatever the hint (documented)",
    ],
  ],
  [
    "2.1",
    "a refresh token ends at once, and the access tokens of its grant with it",
    [
      "oauth/revoke.test.ts > a refresh token > ends with all that came of its sign-in; 200 without a body (documented)",
      "oauth/revoke.test.ts > a refresh token > leaves other sign-ins of the user alone",
    ],
  ],
  [
    "2.1",
    "access tokens should be revocable",
    notApplicable(
      "Cognito revokes refresh tokens only (documented); another type is `unsupported_token_type`, as 2.2.1 has it",
    ),
  ],
  [
    "2.2",
    "an unknown or revoked token is a success",
    ["oauth/revoke.test.ts > a refresh token > that is unknown, or was revoked before, is answered alike (documented)"],
  ],
  [
    "2.2.1",
    "errors are those of the token endpoint, and unsupported_token_type",
    [
      "oauth/revoke.test.ts > a client > that does not prove it is 401 invalid_client (documented), and nothing ends",
      "oauth/revoke.test.ts > access and ID tokens are unsupported_token_type, whatever the hint (documented)",
    ],
  ],
  [
    "2.3",
    "pages of other origins may call it (CORS)",
    [
      "packages/server/test/proof/oauth-rules.test.ts > a page of another origin may revoke its own token, and reads the answer (RFC 7009, 2.3)",
    ],
  ],
  ["2.3", "JSONP", notApplicable("optional, and out of use")],
]);
