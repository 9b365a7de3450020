import { type Answer, CALLBACK, encodeParameters, type LoginDomain, type Parameters } from "./login-domain.ts";
import { signInOnPages } from "./page-sign-in.ts";
import type { ClientInUse } from "./pool-in-use.ts";

/** Tokens as the token endpoint gives them. */
export interface Tokens {
  id_token: string;
  access_token: string;
  refresh_token: string;
  expires_in: number;
  token_type: string;
}

/** A code for whoever signs in on the pages. @param changes of the authorization request; another client by its id */
export async function codeFor(domain: LoginDomain, username: string, changes: Parameters = {}): Promise<string> {
  const { location } = await signInOnPages(domain, username, { changes });
  const code = URL.canParse(location) ? new URL(location).searchParams.get("code") : null;
  if (code === null) throw new Error(`No code was given, but ${location}`);
  return code;
}

/** POST to an endpoint that clients call: parameters in the body. */
export function post(
  domain: LoginDomain,
  path: string,
  parameters: Parameters,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return domain.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: encodeParameters(parameters),
  });
}

/** A good redemption of a code by the main client, with `changes`. */
export function redeem(
  domain: LoginDomain,
  code: string,
  changes: Parameters = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { clientId, secret } = domain.pool.main;
  const parameters = {
    grant_type: "authorization_code",
    client_id: clientId,
    client_secret: secret,
    redirect_uri: CALLBACK,
    code,
    ...changes,
  };
  return post(domain, "/oauth2/token", parameters, headers);
}

/** The tokens of an answer that must be one. */
export function tokensOf({ status, text }: Answer): Tokens {
  if (status !== 200) throw new Error(`No tokens were given, but ${status} ${text}`);
  return JSON.parse(text);
}

/** Signs in on the pages and redeems the code. */
export async function granted(domain: LoginDomain, username: string, changes: Parameters = {}): Promise<Tokens> {
  return tokensOf(await redeem(domain, await codeFor(domain, username, changes)));
}

/** `client_secret_basic`. */
export function basic({ clientId, secret = "" }: Pick<ClientInUse, "clientId" | "secret">): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` };
}

/** Status and body in one, for what is refused. */
export function refusedAs({ status, text }: Answer): string {
  return `${status} ${text}`;
}
