import type { AppClient } from "./app-client.ts";

/** Whether unknown users get the answers of known ones. Unset behaves as LEGACY (recorded: an unknown user is told to such a client). */
export function hidesUnknownUsers(client: Pick<AppClient, "settings">): boolean {
  return client.settings.preventUserExistenceErrors === "ENABLED";
}
