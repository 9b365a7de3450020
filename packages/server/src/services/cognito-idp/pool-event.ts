import type { NewEvent } from "../../storage/storage.ts";
import type { CognitoContext } from "./operation.ts";
import type { UserPool } from "./pools/user-pool.ts";

/**
 * An event of something in a pool, for `tx.emit`.
 *
 * @param kind without the service's name: `UserConfirmed`
 * @param what `subject` is the id within the pool, such as a user's sub; `actor` is who did it, the signer of the request unless given
 */
export function poolEvent(
  ctx: CognitoContext,
  pool: Pick<UserPool, "id" | "account" | "region">,
  kind: string,
  what: { subject?: string; actor?: string; data?: Record<string, unknown> } = {},
): NewEvent {
  const { principal } = ctx;
  return {
    account: pool.account,
    region: pool.region,
    resource: what.subject === undefined ? pool.id : `${pool.id}/${what.subject}`,
    kind: `cognito-idp.${kind}`,
    actor: what.actor ?? (principal.type === "credentials" ? principal.arn : principal.type),
    requestId: ctx.requestId,
    at: ctx.clock.now(),
    ...(what.data && { data: what.data }),
  };
}
