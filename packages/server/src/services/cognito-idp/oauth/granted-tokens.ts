import type { SignedTokens } from "../tokens/sign-tokens.ts";

/** Tokens as the token endpoint writes them, members in its order (recorded, 2022). */
export interface GrantedTokens {
  id_token?: string;
  access_token: string;
  refresh_token?: string;
  /** Seconds. */
  expires_in: number;
  token_type: "Bearer";
}

/** @param refreshToken goes along when there is a new one */
export function grantedTokens(
  { idToken, accessToken, expiresIn }: SignedTokens,
  refreshToken: string | undefined,
): GrantedTokens {
  return {
    ...(idToken !== undefined && { id_token: idToken }),
    access_token: accessToken,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    expires_in: expiresIn,
    token_type: "Bearer",
  };
}
