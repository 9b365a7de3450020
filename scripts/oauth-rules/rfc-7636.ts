import { notApplicable, specification } from "./specification.ts";

const CHALLENGE =
  "oauth/steps/code-challenge.test.ts > a code challenge comes with the method S256, and the method with a challenge";
const REDEEM = "oauth/grants/authorization-code.test.ts > with a code challenge";

export const rfc7636 = specification("RFC 7636", "Proof Key for Code Exchange", [
  [
    "4.1",
    "a verifier has 43 to 128 unreserved characters",
    [`${REDEEM} > a verifier of a wrong form is refused, even if it answers: %j (RFC 7636, 4.1)`],
  ],
  ["4.2", "a challenge has the form of its method", [`${CHALLENGE} > the challenge %j is refused (RFC 7636, 4.2)`]],
  ["4.2", "S256 is there for everybody", [`${CHALLENGE} > both pass, and so does neither`]],
  [
    "4.3",
    "without a method the challenge is meant to be plain",
    notApplicable("Cognito has no plain challenges: one without a method is refused (documented), which is stricter"),
  ],
  [
    "4.4",
    "the challenge is kept with the code",
    [
      `${REDEEM} > the verifier that answers it is redeemed (documented)`,
      "oauth/authorization-code-store.test.ts > authorization codes on $name > a code comes back as it went in, with and without what is optional",
    ],
  ],
  [
    "4.4.1",
    "where a challenge is required, a request without one is invalid_request",
    [
      "oauth/steps/required-challenge.test.ts > where the profile says so, a client without a secret sends a code challenge > without one it is refused (RFC 9700, 2.1.1)",
    ],
  ],
  [
    "4.4.1",
    "a method that is not supported is invalid_request",
    [`${CHALLENGE} > the method %s is refused (documented)`],
  ],
  [
    "4.6",
    "a verifier that does not answer the challenge, or none, is invalid_grant",
    [`${REDEEM} > %s is invalid_grant (assumed), and the right one still counts`],
  ],
  [
    "5",
    "clients that know nothing of it are served where it is not required",
    [`${CHALLENGE} > both pass, and so does neither`, "conformance > oidcc-server"],
  ],
  [
    "7.2",
    "plain is not used, so nobody who sees the request can redeem",
    [`${CHALLENGE} > the method %s is refused (documented)`],
  ],
]);
