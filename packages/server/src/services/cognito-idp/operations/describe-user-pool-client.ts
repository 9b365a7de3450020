import { clientToWire } from "../clients/client-wire.ts";
import { requireOwnClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";

/** A client with all its settings, its newest secret among them. */
export default operation("DescribeUserPoolClient", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { client, secrets } = await requireOwnClient(ctx, pool, input.ClientId);
  return { UserPoolClient: clientToWire(client, secrets.at(-1)?.value) };
});
