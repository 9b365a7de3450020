import type { AppClient } from "./app-client.ts";

/** How long a sign-in on the pages lasts unless the client says otherwise (developer guide, "Managed login sessions"). */
const DEFAULT_MINUTES = 60;

/** How long a session on the pages signs in to this client without a question, in minutes; 0: each time anew. */
export function sessionMinutes({ settings }: Pick<AppClient, "settings">): number {
  return settings.ssoSessionMinutes ?? DEFAULT_MINUTES;
}

/** The same in milliseconds. */
export function ssoSessionLifetime(client: Pick<AppClient, "settings">): number {
  return sessionMinutes(client) * 60_000;
}
