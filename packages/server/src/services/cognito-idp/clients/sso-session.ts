import type { AppClient } from "./app-client.ts";

/** How long a sign-in on the pages lasts unless the client says otherwise (developer guide, "Managed login sessions"). */
const DEFAULT_MINUTES = 60;

/**
 * How long a session on the pages signs in to this client without a question, in milliseconds; 0: each time anew.
 */
export function ssoSessionLifetime(_client: Pick<AppClient, "settings">): number {
  return DEFAULT_MINUTES * 60_000;
}
