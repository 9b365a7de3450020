import { createHmac } from "node:crypto";
import { constantTimeEqual } from "../../../platform/constant-time.ts";

/** SECRET_HASH: base64 of HMAC-SHA256 under the client's secret over user name and client id (AWS guide, "Computing secret hash values"). */
export function computeSecretHash(clientSecret: string, username: string, clientId: string): string {
  return createHmac("sha256", clientSecret).update(`${username}${clientId}`).digest("base64");
}

/**
 * Whether a SECRET_HASH is right under any of the client's live secrets, compared in constant time.
 *
 * @param usernames what the hash may be over: on sign-in the name as typed in the same request, on refresh the stored name or the sub
 */
export function matchesSecretHash(
  given: string,
  {
    clientSecrets,
    usernames,
    clientId,
  }: { clientSecrets: readonly string[]; usernames: readonly string[]; clientId: string },
): boolean {
  let matches = false;
  for (const secret of clientSecrets) {
    for (const username of usernames) {
      if (constantTimeEqual(given, computeSecretHash(secret, username, clientId))) matches = true;
    }
  }
  return matches;
}
