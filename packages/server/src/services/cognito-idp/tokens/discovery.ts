import type { CognitoSettings } from "../cognito.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { issuerOf } from "./issuer.ts";

/**
 * OpenID discovery, members in alphabetical order as recorded. The endpoints of login pages stand in it once the pool has a domain.
 * `jwks_uri` always leads here, even where the issuer is AWS's string.
 */
export function discoveryDocument(settings: CognitoSettings, pool: UserPool): object {
  return {
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: issuerOf(settings, pool),
    jwks_uri: `${settings.publicUrl}/${pool.id}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  };
}
