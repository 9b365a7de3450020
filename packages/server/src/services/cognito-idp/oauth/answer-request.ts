import type { LimitedRequest } from "../../../aws/dispatch-options.ts";
import { AwsError } from "../../../aws/errors.ts";
import { withFormToken } from "../pages/form-token.ts";
import type { Endpoint, LoginContext, LoginRequest, LoginResponse } from "./endpoint.ts";
import { plainAnswer, withStandardHeaders } from "./responses.ts";
import { type Route, routeOf } from "./routes.ts";

type Limit = (request: LimitedRequest) => void;

/**
 * Answers a request on a pool's domain. Every answer but the files' carries the token for forms (recorded: POST /oauth2/token too).
 *
 * @param limit request rates; off when undefined
 * @throws what went wrong on an endpoint that programs call, and refusals of the body
 */
export async function answerRequest(request: LoginRequest, ctx: LoginContext, limit?: Limit): Promise<LoginResponse> {
  const route = routeOf(request.path);
  const answer =
    route === undefined ? plainAnswer(404, "There is no such page.") : await answerBy(route, request, ctx, limit);
  return withStandardHeaders(ctx.requestId, route?.isFile ? answer : withFormToken(request, ctx, answer));
}

async function answerBy(route: Route, request: LoginRequest, ctx: LoginContext, limit?: Limit): Promise<LoginResponse> {
  const { requestId, log } = ctx;
  if (request.method === "OPTIONS") return preflight(route);
  const { default: endpoint } = await route.load();
  const answer = handlerOf(endpoint, request.method);
  if (answer === undefined) return open(route, methodNotAllowed(endpoint));
  try {
    const { account, region, sourceIp } = ctx;
    const operation = route.quota ?? "InitiateAuth";
    limit?.({ service: "cognito-idp", operation, unsigned: true, account, region, sourceIp });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    log.info({ requestId, code: error.code, rule: error.text }, "refused");
    return open(route, plainAnswer(429, "Too many requests. Try again in a moment."));
  }
  try {
    return open(route, await answer(request, ctx));
  } catch (error) {
    // Whatever an endpoint does not expect to be refused went away under it: a pool that is deleted meanwhile.
    if (error instanceof AwsError && error.status < 500) {
      log.info({ requestId, code: error.code, rule: error.text }, "refused");
      return open(route, plainAnswer(400, "This cannot be done. Begin again."));
    }
    if (!route.isPage || isRefusedBody(error)) throw error;
    // A person should see a page that says so, and the log what it was.
    log.error({ requestId, err: error }, "a login page failed");
    const { failurePage } = await import("../pages/failure.ts");
    return failurePage(request, ctx);
  }
}

/** See `AwsRequest.body`. */
function isRefusedBody(error: unknown): boolean {
  return error instanceof Error && !(error instanceof AwsError) && "status" in error && Number(error.status) < 500;
}

function handlerOf(endpoint: Endpoint, method: string) {
  if (method === "GET" || method === "HEAD") return endpoint.GET;
  return method === "POST" ? endpoint.POST : undefined;
}

function methodNotAllowed(endpoint: Endpoint): LoginResponse {
  const allow = [...(endpoint.GET ? ["GET", "HEAD"] : []), ...(endpoint.POST ? ["POST"] : [])].join(", ");
  return {
    ...plainAnswer(405, "Method not allowed."),
    headers: { "content-type": "text/plain; charset=utf-8", allow },
  };
}

function open(route: Route, response: LoginResponse): LoginResponse {
  if (!route.open) return response;
  return { ...response, headers: { ...response.headers, "access-control-allow-origin": "*" } };
}

/** Browser libraries send `Authorization` and form bodies (assumed: no recording of a preflight's answer was found). */
function preflight(route: Route): LoginResponse {
  if (!route.open) return plainAnswer(403, "Pages of other origins may not call this.");
  return {
    status: 200,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-headers": "Authorization, Content-Type, X-Requested-With, X-Amz-User-Agent",
      "access-control-max-age": "86400",
    },
    body: null,
  };
}
