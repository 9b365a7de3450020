import { Auth } from "amplify-auth-5";
import { endpoint } from "../endpoint.ts";
import type { Place } from "../journey/place.ts";
import { browserStorage } from "./identity-js.ts";

/** A browser's storage, as an application on Node gives it to Amplify 5. */
export type BrowserStorage = ReturnType<typeof browserStorage>;

/** The flows in which Amplify 5 sends a password, or proves it. */
export type Flow = "USER_SRP_AUTH" | "USER_PASSWORD_AUTH";

/**
 * Points `Auth`, which is one object a process, at a pool, with the given storage: another browser, or, with a storage
 * that was in use before, the same one opened again.
 */
export function openBrowser(
  place: Pick<Place, "poolId" | "clientId">,
  options: { storage?: BrowserStorage; flow?: Flow; server?: string } = {},
): BrowserStorage {
  const { storage = browserStorage(), flow = "USER_SRP_AUTH", server = endpoint } = options;
  Auth.configure({
    region: "us-east-1",
    userPoolId: place.poolId,
    userPoolWebClientId: place.clientId,
    endpoint: server,
    authenticationFlowType: flow,
    storage,
  });
  return storage;
}
