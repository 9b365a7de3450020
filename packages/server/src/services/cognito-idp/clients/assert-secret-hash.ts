import { errors } from "../errors.ts";
import type { AppClientWithSecrets } from "./client-store.ts";
import { matchesSecretHash } from "./secret-hash.ts";

/**
 * A client with a secret proves it with every request, over the user name of the same request as typed. Either of two live secrets
 * will do; a client without one ignores the value.
 *
 * @throws NotAuthorizedException when it is missing or wrong
 */
export function assertSecretHash(
  { client, secrets }: AppClientWithSecrets,
  { usernames, given }: { usernames: readonly string[]; given: string | undefined },
): void {
  if (secrets.length === 0) return;
  if (given === undefined) throw errors.secretHashMissing(client.id);
  const clientSecrets = secrets.map(({ value }) => value);
  if (!matchesSecretHash(given, { clientSecrets, usernames, clientId: client.id })) {
    throw errors.secretHashWrong(client.id);
  }
}
