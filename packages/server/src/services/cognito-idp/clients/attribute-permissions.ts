import type { AttributeDefinition } from "../pools/attribute-definition.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { AppClient } from "./app-client.ts";

/** What the service itself keeps: no client and no user writes it (recorded for all but `identities`). */
const KEPT_BY_SERVICE = ["sub", "email_verified", "phone_number_verified", "identities"];

/** Whether ReadAttributes may name the attribute. */
export function canBeReadByClients({ developerOnly }: AttributeDefinition): boolean {
  return !developerOnly;
}

/** Whether WriteAttributes may name the attribute. Immutable ones too: sign-up sets them. */
export function canBeWrittenByClients({ name, developerOnly }: AttributeDefinition): boolean {
  return !developerOnly && !KEPT_BY_SERVICE.includes(name);
}

/**
 * What users see of themselves through this client: ReadAttributes, or everything, custom attributes included (recorded). `sub`
 * always. Holds for tokens that were issued before a change too.
 */
export function readableAttributes({ settings }: Pick<AppClient, "settings">, pool: UserPool): ReadonlySet<string> {
  const names = settings.readAttributes ?? namesOf(pool, canBeReadByClients);
  return new Set(["sub", ...names]);
}

/** What users may set of themselves through this client: WriteAttributes, or everything that clients can write (recorded). */
export function writableAttributes({ settings }: Pick<AppClient, "settings">, pool: UserPool): ReadonlySet<string> {
  return new Set(settings.writeAttributes ?? namesOf(pool, canBeWrittenByClients));
}

function namesOf(pool: UserPool, suits: (definition: AttributeDefinition) => boolean): string[] {
  return pool.schema.filter(suits).map(({ name }) => name);
}
