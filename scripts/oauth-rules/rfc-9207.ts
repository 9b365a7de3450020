import { notApplicable, specification } from "./specification.ts";

export const rfc9207 = specification("RFC 9207", "Authorization Server Issuer Identification", [
  [
    "2",
    "a good answer names the issuer",
    [
      "login-sessions/login-session.test.ts > what a session is answered with > the answer names the issuer where the profile says so (RFC 9207)",
      "compat/src/suites/openid-client.test.ts > openid-client 6, preset hardened > an answer of another issuer is refused by the library, since every answer names its own (RFC 9207)",
    ],
  ],
  [
    "2",
    "an error names the issuer too",
    [
      "tokens/discovery-truth.test.ts > discovery tells the truth: preset %s > an answer names the issuer if the document says so",
    ],
  ],
  [
    "2",
    "an issuer is an https address without query and fragment",
    ["conformance > oidcc-discovery-endpoint-verification"],
  ],
  [
    "2.3",
    "discovery says whether answers name the issuer, and names the same one",
    [
      "tokens/discovery-truth.test.ts > discovery tells the truth: preset %s > an answer names the issuer if the document says so",
    ],
  ],
  ["2.4", "the client compares the issuer", notApplicable("a rule for clients")],
]);
