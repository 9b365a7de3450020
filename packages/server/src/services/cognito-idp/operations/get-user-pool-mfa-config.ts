import { operation } from "../operation.ts";
import { mfaConfigToWire } from "../pools/mfa-config.ts";
import { requirePool } from "../pools/require-pool.ts";

/** A pool's second factors: `{"MfaConfiguration":"OFF"}` while none was ever set. */
export default operation("GetUserPoolMfaConfig", async (input, ctx) =>
  mfaConfigToWire(await requirePool(ctx, input.UserPoolId)),
);
