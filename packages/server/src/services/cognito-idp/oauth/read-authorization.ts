import type { AuthorizationRequest } from "./authorization-request.ts";
import type { LoginContext, LoginResponse } from "./endpoint.ts";
import { findAddressee } from "./find-addressee.ts";
import { toOwnError } from "./own-error.ts";
import { refuseAt } from "./redirect-answer.ts";
import { addresseeSteps, requestSteps } from "./steps/registry.ts";
import type { Draft } from "./steps/step.ts";

/** A request that passed every step, or the answer that one of them came to. */
export type ReadAuthorization =
  | { kind: "valid"; request: AuthorizationRequest }
  | { kind: "answer"; response: LoginResponse };

/**
 * Takes the parameters of `/oauth2/authorize`, or of a page that carries them along, through every step in turn. Pages ask again at each
 * request: a query in an address bar is no proof that it was looked at before.
 *
 * @param parameters decoded, in the order sent
 */
export async function readAuthorization(ctx: LoginContext, parameters: URLSearchParams): Promise<ReadAuthorization> {
  const asked = { ctx, parameters };
  const { addressee, refused } = await findAddressee(asked, addresseeSteps);
  if (refused !== undefined) {
    const clientId = parameters.get("client_id");
    const redirectUri = refused.error === "redirect_mismatch" ? parameters.get("redirect_uri") : undefined;
    ctx.log.info({ requestId: ctx.requestId, ...refused, clientId, redirectUri }, "refused");
    return { kind: "answer", response: toOwnError(ctx, refused.error, clientId, redirectUri) };
  }
  const { found, redirectUri } = addressee;
  if (found === undefined || redirectUri === undefined) throw new Error("The steps found neither client nor refusal");

  const draft: Draft = { ...unread, found, redirectUri };
  for (const step of requestSteps) {
    const refusal = await step.take(asked, draft);
    if (refusal === undefined) continue;
    ctx.log.info({ requestId: ctx.requestId, rule: step.rule, ...refusal, clientId: found.client.id }, "refused");
    return { kind: "answer", response: refuseAt(ctx, draft, refusal) };
  }
  return { kind: "valid", request: draft };
}

/** A request of which nothing is known. */
const unread: Omit<AuthorizationRequest, "found" | "redirectUri"> = {
  responseType: "code",
  scopes: [],
  state: undefined,
  nonce: undefined,
  codeChallenge: undefined,
  resource: undefined,
  prompt: new Set(),
  maxAge: undefined,
  loginHint: undefined,
  lang: undefined,
  expectedSub: undefined,
};
