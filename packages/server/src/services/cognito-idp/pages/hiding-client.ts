import type { ClientAndPool } from "../clients/require-client.ts";

/**
 * The client as the pages have it: they hide unknown users whatever PreventUserExistenceErrors says. A wrong password and an unknown name
 * get the same text there (observed); for the other pages assumed: what the API tells a client's own code is not what a page should tell
 * anybody.
 */
export function hidingClient(found: ClientAndPool): ClientAndPool {
  const { client } = found;
  return {
    ...found,
    client: { ...client, settings: { ...client.settings, preventUserExistenceErrors: "ENABLED" } },
  };
}
