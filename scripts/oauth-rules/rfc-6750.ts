import { notApplicable, specification } from "./specification.ts";

export const rfc6750 = specification("RFC 6750", "Bearer Token Usage", [
  [
    "2",
    "a token is presented in one way only",
    [
      "oauth/user-info.test.ts > refuses > a request without a token, or with one elsewhere than in the header, as bad (documented)",
    ],
  ],
  [
    "2.1",
    "the Authorization header is taken",
    [
      "oauth/user-info.test.ts > shows > all attributes that the client may read for openid alone, flags as strings (documented)",
    ],
  ],
  [
    "2.2",
    "a form may carry the token",
    notApplicable(
      "optional; Cognito takes the header only (documented), so the token in a form is a bad request: `oidcc-userinfo-post-body`",
    ),
  ],
  [
    "2.3",
    "the address should not carry the token",
    [
      "oauth/user-info.test.ts > refuses > a request without a token, or with one elsewhere than in the header, as bad (documented)",
    ],
  ],
  [
    "3",
    "a refusal has a WWW-Authenticate header of the scheme Bearer",
    [
      "oauth/user-info.test.ts > refuses > with the standard's challenge and codes where the profile has them (RFC 6750, 3)",
      "oauth/user-info.test.ts > refuses > what is no token of the pool, with the documented header",
    ],
  ],
  [
    "3.1",
    "invalid_request is 400, invalid_token 401, insufficient_scope 403",
    [
      "oauth/user-info.test.ts > refuses > with the standard's challenge and codes where the profile has them (RFC 6750, 3)",
      "oauth/user-info.test.ts > refuses > a token without openid, those of the API among them (observed: its text)",
    ],
  ],
  [
    "3.1",
    "an expired, revoked or malformed token is invalid_token",
    [
      "oauth/user-info.test.ts > refuses > a token that has expired",
      "oauth/user-info.test.ts > refuses > a token that was revoked, or whose user signed out everywhere, was disabled or deleted (documented)",
    ],
  ],
  [
    "5.2",
    "tokens are signed, live for a limited time and name their audience or scope",
    [
      "tokens/verify.test.ts > a token of ours > is refused when any character of it was changed",
      "clients/lifetimes.test.ts > access and ID tokens live as long as the client says, in its unit",
      "tokens/hosted-claims.test.ts > an access token > has the resource as aud (documented)",
    ],
  ],
  [
    "5.2",
    "tokens travel by TLS only",
    [
      "packages/server/src/http/tls/server-tls.test.ts > a production server > speaks TLS with its certificate, and is still no proxy",
    ],
  ],
  [
    "5.3",
    "tokens are kept out of cookies, caches and addresses of pages",
    [
      "oauth/token.test.ts > an answer > has these members in this order, and the standard headers (recorded)",
      "login-sessions/login-session.test.ts > a session on the pages > has a cookie that scripts and other sites' requests do not get (recorded: HttpOnly, SameSite, Path, Max-Age)",
    ],
  ],
]);
