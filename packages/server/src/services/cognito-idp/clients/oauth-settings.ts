import { errors } from "../errors.ts";
import type { AppClientSettings } from "./app-client.ts";

/** Scopes that every pool has; all others belong to resource servers as `{identifier}/{name}`. */
const STANDARD_SCOPES: readonly string[] = ["phone", "email", "openid", "profile", "aws.cognito.signin.user.admin"];

/** Standard scopes that mean something only beside `openid` (API reference, AllowedOAuthScopes). */
const NEED_OPENID: readonly string[] = ["phone", "email", "profile"];

/** What the client's surroundings allow. */
export interface OAuthSurroundings {
  hasSecret: boolean;
  /** Every scope of the pool's resource servers, as `{identifier}/{name}`. */
  customScopes: ReadonlySet<string>;
}

/**
 * The rules of a client's OAuth settings.
 *
 * @throws InvalidOAuthFlowException, ScopeDoesNotExistException, InvalidParameterException
 */
export function assertOAuthSettings(settings: AppClientSettings, { hasSecret, customScopes }: OAuthSurroundings): void {
  const flows = settings.allowedOAuthFlows ?? [];
  const scopes = settings.allowedOAuthScopes ?? [];
  const callbacks = settings.callbackUrls ?? [];
  for (const url of [...callbacks, ...(settings.logoutUrls ?? [])]) assertRedirectUrl(url);
  const unknown = scopes.find((scope) => !STANDARD_SCOPES.includes(scope) && !customScopes.has(scope));
  if (unknown !== undefined) throw errors.scopeDoesNotExist(unknown);
  if (flows.includes("client_credentials")) {
    if (flows.length > 1) throw errors.clientCredentialsIsExclusive();
    if (!hasSecret) throw errors.clientCredentialsNeedsSecret();
    const standard = scopes.find((scope) => STANDARD_SCOPES.includes(scope));
    if (standard !== undefined) throw errors.scopeNotForClientCredentials(standard);
  } else if (flows.length > 0 && callbacks.length === 0) throw errors.callbackUrlRequired();
  if (scopes.some((scope) => NEED_OPENID.includes(scope)) && !scopes.includes("openid"))
    throw errors.scopeNeedsOpenid();
  if (settings.allowedOAuthFlowsUserPoolClient && (flows.length === 0 || scopes.length === 0)) {
    throw errors.oauthFlowsIncomplete();
  }
  const { defaultRedirectUri } = settings;
  if (defaultRedirectUri !== undefined && !callbacks.includes(defaultRedirectUri)) {
    throw errors.defaultRedirectNotACallback(defaultRedirectUri);
  }
}

/** Hosts to which plain HTTP does not leave the machine (measured at AWS). */
const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:[/?]|$)/i;

/** Schemes in which a URL runs as a script of the page that opens it, or reads the user's files. */
const DANGEROUS = /^(?:javascript|data|vbscript|file|blob|about):/i;

/**
 * A URL to which the login pages may send a browser: absolute, without fragment, and not plain HTTP except to the own machine. Schemes
 * of apps pass.
 *
 * @throws InvalidParameterException
 */
function assertRedirectUrl(url: string): void {
  if (!URL.canParse(url) || DANGEROUS.test(url)) throw errors.invalidUrl(url);
  if (url.includes("#")) throw errors.urlHasFragment(url);
  if (/^http:/i.test(url) && !LOOPBACK.test(url)) throw errors.urlUsesHttp(url);
}
