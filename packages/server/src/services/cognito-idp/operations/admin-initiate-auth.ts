import { requireClientOfPool } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { initiate } from "../sign-in/initiate.ts";

/** Begins a sign-in from a server with credentials. */
export default operation("AdminInitiateAuth", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  return initiate(ctx, await requireClientOfPool(ctx, pool, input.ClientId), {
    flow: input.AuthFlow,
    parameters: input.AuthParameters ?? {},
    session: input.Session,
    admin: true,
  });
});
