import { createHash } from "node:crypto";
import { constantTimeEqual } from "../../../platform/constant-time.ts";

/** RFC 7636, 4.1. */
const VERIFIER = /^[\w.~-]{43,128}$/;

/**
 * Whether a verifier answers the challenge by S256 (RFC 7636, 4.6). Where there was a challenge there must be a verifier, and where there was
 * none, none: a verifier then says that somebody took the challenge out of the request on its way (RFC 9700, 4.8).
 */
export function answersChallenge(verifier: string | undefined, challenge: string | undefined): boolean {
  if (verifier === undefined || challenge === undefined) return verifier === challenge;
  const answer = createHash("sha256").update(verifier).digest("base64url");
  return VERIFIER.test(verifier) && constantTimeEqual(answer, challenge);
}
