import type { CognitoContext } from "../operation.ts";
import { createClientSecret } from "../tokens/client-id.ts";
import type { AppClientSecret } from "./app-client.ts";

/** A secret for a client: a drawn one, or the one that the caller brings. Its id is `{client id}--{milliseconds}` (documented). */
export function newClientSecret(ctx: CognitoContext, clientId: string, brought: string | undefined): AppClientSecret {
  const now = ctx.clock.now();
  return { id: `${clientId}--${now}`, clientId, value: brought ?? createClientSecret(ctx.random), createdAt: now };
}
