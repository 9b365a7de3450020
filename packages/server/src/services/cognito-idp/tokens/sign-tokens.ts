import type { Random } from "../../../platform/random.ts";
import { accessClaims, idClaims, type TokenInput } from "./claims.ts";
import { type HostedTokenInput, hostedAccessClaims, hostedIdClaims } from "./hosted-claims.ts";
import type { SigningKey } from "./keys.ts";
import { signJwt } from "./sign-jwt.ts";

/** A pair of tokens as AuthenticationResult carries them. */
export interface SignedTokens {
  accessToken: string;
  /** Undefined when the scopes of the login pages lack `openid`. */
  idToken: string | undefined;
  /** The access token's lifetime in seconds, for ExpiresIn. */
  expiresIn: number;
}

interface PoolKeys {
  access: SigningKey;
  id: SigningKey;
}

/** Signs an access and an ID token, each with its own key of the pool, side by side. Both get fresh `jti`s. */
export async function signTokens(
  input: Omit<TokenInput, "jti">,
  keys: PoolKeys,
  random: Random,
): Promise<SignedTokens & { idToken: string }> {
  const full = { ...input, jti: { access: random.uuid(), id: random.uuid() } };
  const [accessToken, idToken] = await Promise.all([
    signJwt(keys.access, accessClaims(full)),
    signJwt(keys.id, idClaims(full)),
  ]);
  return { accessToken, idToken, expiresIn: input.accessTokenLifetime };
}

/**
 * The same for the login pages: the ID token holds the access token's hash, so it comes second, and only with the scope `openid` (developer
 * guide, "Authorize endpoint").
 */
export async function signHostedTokens(
  input: Omit<HostedTokenInput, "jti">,
  keys: PoolKeys,
  random: Random,
): Promise<SignedTokens> {
  const full = { ...input, jti: { access: random.uuid(), id: random.uuid() } };
  const accessToken = await signJwt(keys.access, hostedAccessClaims(full));
  const idToken = input.scope.split(" ").includes("openid")
    ? await signJwt(keys.id, hostedIdClaims(full, accessToken))
    : undefined;
  return { accessToken, idToken, expiresIn: input.accessTokenLifetime };
}
