import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { AppClientSecret } from "./app-client.ts";
import { createClientSecret } from "./client-id.ts";

/**
 * A secret for a client: a drawn one, or the one that the caller brings. Its id is `{client id}--{milliseconds}` (documented).
 *
 * @throws InvalidParameterException when the client has the brought one already
 */
export function newClientSecret(
  ctx: CognitoContext,
  clientId: string,
  brought: string | undefined,
  present: readonly AppClientSecret[] = [],
): AppClientSecret {
  if (present.some(({ value }) => value === brought)) throw errors.clientSecretInUse();
  // Two secrets of one millisecond still get two ids, in the order of their making.
  const now = Math.max(ctx.clock.now(), ...present.map(({ createdAt }) => createdAt + 1));
  return { id: `${clientId}--${now}`, clientId, value: brought ?? createClientSecret(ctx.random), createdAt: now };
}
