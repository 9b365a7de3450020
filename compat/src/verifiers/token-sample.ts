import { sdkClient } from "../clients/sdk-client.ts";
import { createAccount, createPlace, signIn, type Tokens } from "../journey/place.ts";
import { forgeries, type KeySet } from "./forgeries.ts";

/** Everything that a verifier's suite needs from one server. */
export interface TokenSample {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly sub: string;
  readonly tokens: Tokens;
  /** The pool's folder on the server, where `/.well-known/…` is. */
  readonly poolUrl: string;
  readonly keys: KeySet;
  readonly badIdTokens: Readonly<Record<string, string>>;
  readonly badAccessTokens: Readonly<Record<string, string>>;
}

/** Reads a JSON document of the server; fails on another status than 200. */
export async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  // A JSON boundary: the verifiers judge what is in it.
  return (await response.json()) as T;
}

/** Signs a user in on a server, and another one in a second pool for the forgeries. */
export async function takeSample(server: string): Promise<TokenSample> {
  const api = sdkClient(server);
  try {
    const place = await createPlace(api);
    const account = await createAccount(place, server);
    const tokens = await signIn(place, account);
    const otherPlace = await createPlace(api);
    const foreign = await signIn(otherPlace, await createAccount(otherPlace, server));
    const poolUrl = `${server}/${place.poolId}`;
    const keys = await fetchJson<KeySet>(`${poolUrl}/.well-known/jwks.json`);
    return {
      poolId: place.poolId,
      clientId: place.clientId,
      username: account.username,
      sub: account.sub,
      tokens,
      poolUrl,
      keys,
      badIdTokens: forgeries(tokens.id, foreign.id, keys),
      badAccessTokens: forgeries(tokens.access, foreign.access, keys),
    };
  } finally {
    await api.close();
  }
}
