import type { Credential } from "../credentials/credential.ts";

/** What is kept of a user's passwords, apart from the user: only sign-in and changes of passwords read it. */
export interface UserPassword {
  current: Credential;
  /** Earlier credentials, newest first; as many as the pool's history asks for. */
  history: Credential[];
  /** When a temporary password was set, in milliseconds; undefined for a permanent one. */
  temporarySince: number | undefined;
}
