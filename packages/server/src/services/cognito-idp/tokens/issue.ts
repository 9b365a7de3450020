import type { Random } from "../../../platform/random.ts";
import { accessClaims, idClaims, type TokenInput } from "./claims.ts";
import type { SigningKey } from "./keys.ts";
import { signJwt } from "./sign.ts";

/** A pair of tokens as AuthenticationResult carries them. */
export interface IssuedTokens {
  accessToken: string;
  idToken: string;
  /** The access token's lifetime in seconds, for ExpiresIn. */
  expiresIn: number;
}

/** Signs an access and an ID token, each with its own key of the pool, side by side. Both get fresh `jti`s. */
export async function issueTokens(
  input: Omit<TokenInput, "jti">,
  keys: { access: SigningKey; id: SigningKey },
  random: Random,
): Promise<IssuedTokens> {
  const full = { ...input, jti: { access: random.uuid(), id: random.uuid() } };
  const [accessToken, idToken] = await Promise.all([
    signJwt(keys.access, accessClaims(full)),
    signJwt(keys.id, idClaims(full)),
  ]);
  return { accessToken, idToken, expiresIn: input.accessTokenLifetime };
}
