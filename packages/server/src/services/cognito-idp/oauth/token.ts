import { AwsError } from "../../../aws/errors.ts";
import { authenticateClient } from "./authenticate-client.ts";
import { type BackChannelRefusal, refusalAnswer, refuse } from "./back-channel-refusal.ts";
import type { Endpoint, LoginContext, LoginRequest } from "./endpoint.ts";
import type { Granted } from "./grants/grant.ts";
import { grants } from "./grants/registry.ts";
import { readParameters } from "./read-parameters.ts";
import { jsonAnswer } from "./responses.ts";

/** `/oauth2/token` (developer guide, "The token issuer endpoint"): POST only. */
export default {
  async POST(request, ctx) {
    const outcome = await unlessPoolGone(() => grantTokens(request, ctx));
    return outcome.kind === "granted" ? jsonAnswer(200, outcome.tokens) : refusalAnswer(ctx, outcome);
  },
} satisfies Endpoint;

async function grantTokens(request: LoginRequest, ctx: LoginContext): Promise<Granted | BackChannelRefusal> {
  const read = await readParameters(request, ctx);
  if (read.kind === "refused") return read;
  const { parameters } = read;
  const type = parameters.get("grant_type");
  if (type === undefined) return refuse("invalid_request", "grant_type is there");
  const grant = Object.hasOwn(grants, type) ? grants[type] : undefined;
  if (grant === undefined) return refuse("unsupported_grant_type", "grant_type is known");
  const client = await authenticateClient(ctx, request, parameters);
  if (client.kind === "refused") return client;
  const { found } = client;
  if (!grant.isAllowed(found.client)) return refuse("unauthorized_client", "the client has the flow");
  return grant.take(ctx, { found, parameters });
}

/** The pool may be deleted between two looks; what was granted then is worth nothing. */
async function unlessPoolGone(run: () => Promise<Granted | BackChannelRefusal>): Promise<Granted | BackChannelRefusal> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") {
      return refuse("invalid_grant", "the pool is there");
    }
    throw error;
  }
}
