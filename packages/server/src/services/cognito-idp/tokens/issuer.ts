import type { CognitoSettings } from "../cognito.ts";
import type { UserPool } from "../pools/user-pool.ts";

/**
 * The `iss` of a pool's tokens: under the server's public URL, or the string that AWS writes, for verifiers that insist on it. The
 * Host header never has a say.
 */
export function issuerOf(settings: CognitoSettings, pool: Pick<UserPool, "id" | "region">): string {
  return settings.issuer === "aws"
    ? `https://cognito-idp.${pool.region}.amazonaws.com/${pool.id}`
    : `${settings.publicUrl}/${pool.id}`;
}
