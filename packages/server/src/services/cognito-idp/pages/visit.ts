import type { ClientAndPool } from "../clients/require-client.ts";
import type { AuthorizationRequest } from "../oauth/authorization-request.ts";
import type { LoginContext, LoginRequest, LoginResponse } from "../oauth/endpoint.ts";
import { readAuthorization } from "../oauth/read-authorization.ts";
import { type Frame, openFrame } from "./frame.ts";
import { hidingClient } from "./hiding-client.ts";
import { type PageData, readPageData } from "./page-data.ts";

/** A browser on one of the pages, on the way from a client's authorization request to its answer. */
export interface Visit extends Frame {
  authorization: AuthorizationRequest;
  /** The client, as one that hides unknown users. */
  found: ClientAndPool;
  /** What the last page left. */
  data: PageData | undefined;
}

/** Every page is asked with the query of the authorization request, and checks it as `/oauth2/authorize` does. */
export async function openVisit(
  request: LoginRequest,
  ctx: LoginContext,
): Promise<{ kind: "visit"; visit: Visit } | { kind: "answer"; response: LoginResponse }> {
  const read = await readAuthorization(ctx, new URLSearchParams(request.query));
  if (read.kind === "answer") return read;
  const authorization = read.request;
  const clientId = authorization.found.client.id;
  const frame = await openFrame(request, ctx, { clientId, asked: authorization.lang });
  const data = readPageData({ request, ctx, clientId });
  return { kind: "visit", visit: { ...frame, authorization, found: hidingClient(authorization.found), data } };
}
