import { requireOwnClient } from "../clients/require-client.ts";
import { sessionMinutes } from "../clients/sso-session.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";

/** How long a session on the login pages is good for this client. */
export default operation("GetUserPoolClientSessionConfiguration", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { client } = await requireOwnClient(ctx, pool, input.ClientId);
  return { UserPoolId: pool.id, ClientId: client.id, SSOSession: { MaxValidityMinutes: sessionMinutes(client) } };
});
