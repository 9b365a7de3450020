import { requireClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { initiate } from "../sign-in/initiate.ts";

/** Begins a sign-in, or exchanges a refresh token. */
export default operation("InitiateAuth", async (input, ctx) =>
  initiate(ctx, await requireClient(ctx, input.ClientId), {
    flow: input.AuthFlow,
    parameters: input.AuthParameters ?? {},
    session: input.Session,
    admin: false,
  }),
);
