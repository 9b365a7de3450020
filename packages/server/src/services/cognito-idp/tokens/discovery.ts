import type { CognitoSettings } from "../cognito.ts";
import { domainUrl } from "../domains/domain-url.ts";
import type { DomainsOfPool } from "../domains/user-pool-domain.ts";
import type { OAuthProfile } from "../oauth/profile.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { issuerOf } from "./issuer.ts";

/**
 * OpenID discovery, members in alphabetical order as recorded. The endpoints of login pages stand in it once the pool has a domain; with a
 * prefix and a custom domain only the custom one's (documented). What goes beyond AWS's document says how the profile goes beyond AWS.
 * `jwks_uri` always leads here, even where the issuer is AWS's string.
 */
export function discoveryDocument(
  settings: CognitoSettings,
  profile: OAuthProfile,
  pool: UserPool,
  { prefix, custom }: DomainsOfPool,
): object {
  const domain = custom ?? prefix;
  return inOrder({
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: issuerOf(settings, pool),
    jwks_uri: `${settings.publicUrl}/${pool.id}/.well-known/jwks.json`,
    response_types_supported: profile.implicit ? ["code", "token"] : ["code"],
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    ...(domain && endpoints(domainUrl(settings, domain), profile)),
    ...departures(profile),
  });
}

function endpoints(base: string, profile: OAuthProfile): Record<string, string> {
  return {
    authorization_endpoint: `${base}/oauth2/authorize`,
    end_session_endpoint: `${base}/logout`,
    revocation_endpoint: `${base}/oauth2/revoke`,
    token_endpoint: `${base}/oauth2/token`,
    userinfo_endpoint: `${base}/oauth2/userInfo`,
    ...(profile.introspection && { introspection_endpoint: `${base}/oauth2/introspect` }),
  };
}

/** Members that AWS's document does not have, where leaving them out would mean something else (OpenID Connect Discovery, 3; RFC 8414, 2). */
function departures(profile: OAuthProfile): Record<string, unknown> {
  return {
    ...(!profile.implicit && { grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"] }),
    ...(profile.requirePkce && {
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
    }),
    ...(profile.introspection && {
      introspection_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    }),
    ...(profile.issuerInAnswer && { authorization_response_iss_parameter_supported: true }),
    ...(profile.strictRequests && { request_parameter_supported: false, request_uri_parameter_supported: false }),
  };
}

function inOrder(document: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1)));
}
