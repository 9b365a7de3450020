import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
  type CognitoUserSession,
  type ICognitoStorage,
  type ISignUpResult,
  type NodeCallback,
} from "amazon-cognito-identity-js";
import { endpoint } from "../endpoint.ts";
import type { Place } from "../journey/place.ts";

/** Browser storage for one simulated browser: two pools that share it are two tabs. */
export function browserStorage(): ICognitoStorage {
  const entries = new Map<string, string>();
  return {
    setItem: (key, value) => void entries.set(key, value),
    getItem: (key) => entries.get(key) ?? null,
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}

/** What a sign-in came to: a session, or the demand for a new password. */
export type SignInResult =
  | { readonly kind: "session"; readonly session: CognitoUserSession }
  | {
      readonly kind: "new-password";
      readonly userAttributes: Readonly<Record<string, string>>;
      readonly requiredAttributes: readonly string[];
    };

/** Turns a method that ends in a Node callback into a promise. */
export function called<T>(run: (callback: NodeCallback<Error, T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    run((error, result) => (error ? reject(error) : resolve(result as T)));
  });
}

/** Turns a method that takes onSuccess and onFailure into a promise. */
export function succeeded<T>(
  run: (callbacks: { onSuccess(result: T): void; onFailure(error: Error): void }) => void,
): Promise<T> {
  return new Promise((onSuccess, onFailure) => run({ onSuccess, onFailure }));
}

export function openPool(place: Pick<Place, "poolId" | "clientId">, storage = browserStorage()): CognitoUserPool {
  return new CognitoUserPool({ UserPoolId: place.poolId, ClientId: place.clientId, endpoint, Storage: storage });
}

export function openUser(pool: CognitoUserPool, username: string, storage = browserStorage()): CognitoUser {
  return new CognitoUser({ Username: username, Pool: pool, Storage: storage });
}

export function signUp(
  pool: CognitoUserPool,
  username: string,
  secret: string,
  attributes: Readonly<Record<string, string>>,
): Promise<ISignUpResult> {
  const list = Object.entries(attributes).map(([Name, Value]) => new CognitoUserAttribute({ Name, Value }));
  return called((callback) => pool.signUp(username, secret, list, [], callback));
}

/** The callbacks of a sign-in; every challenge that no test expects is a failure. */
function signInCallbacks(resolve: (result: SignInResult) => void, reject: (error: Error) => void) {
  const unexpected = (name: string) => () => reject(new Error(`an unexpected ${name} challenge`));
  return {
    onSuccess: (session: CognitoUserSession) => resolve({ kind: "session", session }),
    onFailure: reject,
    newPasswordRequired: (userAttributes: Record<string, string>, requiredAttributes: string[]) =>
      resolve({ kind: "new-password", userAttributes, requiredAttributes }),
    mfaRequired: unexpected("MFA"),
    totpRequired: unexpected("TOTP"),
    customChallenge: unexpected("custom"),
    mfaSetup: unexpected("MFA set-up"),
    selectMFAType: unexpected("MFA type"),
  };
}

/** Signs in with the library's own SRP, or as the user's flow type says. */
export function authenticate(user: CognitoUser, username: string, secret: string): Promise<SignInResult> {
  const details = new AuthenticationDetails({ Username: username, Password: secret });
  return new Promise((resolve, reject) => user.authenticateUser(details, signInCallbacks(resolve, reject)));
}

export function completeNewPassword(
  user: CognitoUser,
  secret: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<SignInResult> {
  return new Promise((resolve, reject) =>
    user.completeNewPasswordChallenge(secret, attributes, signInCallbacks(resolve, reject)),
  );
}

/** The session that a user has in its storage, refreshed when it must be. */
export function sessionOf(user: CognitoUser): Promise<CognitoUserSession> {
  return new Promise((resolve, reject) => {
    user.getSession((error: Error | null, session: CognitoUserSession | null) =>
      session === null ? reject(error) : resolve(session),
    );
  });
}
