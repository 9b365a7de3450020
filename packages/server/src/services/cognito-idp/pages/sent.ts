import type { CodeDeliveryDetailsType } from "../../../models/cognito-idp/types.ts";
import { deliveryDetails, signUpDelivery } from "../messages/destination.ts";
import { isSentByLink } from "../messages/templates.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { findUserByName } from "../users/find-user.ts";
import type { Sent } from "./page-data.ts";
import type { Visit } from "./visit.ts";

/** Where a code went, as the pages keep it; undefined when none was sent. */
export function sentOf(
  pool: UserPool,
  details: CodeDeliveryDetailsType | undefined,
  kind: "sign-up" | "resend-code" | "reset-password",
): Sent | undefined {
  if (details === undefined) return undefined;
  const medium = details.DeliveryMedium === "SMS" ? "SMS" : "EMAIL";
  return { medium, destination: details.Destination ?? "", byLink: isSentByLink(pool, kind, medium) };
}

/** Where the code of a user went who signed up earlier. Asked for whoever proved the password. */
export async function sentToConfirm({ ctx, found }: Visit, username: string): Promise<Sent | undefined> {
  const { pool } = found;
  const user = await findUserByName(ctx, pool, username);
  const decision = user && signUpDelivery(pool, user.attributes);
  return decision !== undefined && "delivery" in decision
    ? sentOf(pool, deliveryDetails(decision.delivery), "sign-up")
    : undefined;
}
