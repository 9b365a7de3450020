import { Amplify } from "aws-amplify";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";
import { endpoint } from "../endpoint.ts";
import type { Place } from "../journey/place.ts";

/** A key-value storage that an application on Node gives to Amplify in the place of a browser's. */
export type TokenStorage = Parameters<typeof cognitoUserPoolsTokenProvider.setKeyValueStorage>[0];

export function tokenStorage(): TokenStorage {
  const entries = new Map<string, string>();
  return {
    setItem: async (key, value) => void entries.set(key, value),
    getItem: async (key) => entries.get(key) ?? null,
    removeItem: async (key) => void entries.delete(key),
    clear: async () => entries.clear(),
  };
}

/**
 * Points Amplify, which is one object a process, at a pool, with the given storage: another browser, or, with a storage
 * that was in use before, the same one opened again.
 */
export function openBrowser(place: Pick<Place, "poolId" | "clientId">, storage = tokenStorage()): TokenStorage {
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId: place.poolId, userPoolClientId: place.clientId, userPoolEndpoint: endpoint },
    },
  });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(storage);
  return storage;
}
