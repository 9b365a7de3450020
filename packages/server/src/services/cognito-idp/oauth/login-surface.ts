import type { LimitedRequest } from "../../../aws/dispatch-options.ts";
import { AwsError } from "../../../aws/errors.ts";
import type { AwsRequest } from "../../../aws/wire-types.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Log } from "../../../platform/log.ts";
import type { Cognito } from "../cognito.ts";
import type { UserPoolDomain } from "../domains/user-pool-domain.ts";
import { builtInOnly, type LoginTexts } from "../pages/texts/login-texts.ts";
import { type DomainLocation, hostName, isCustomHost, locateDomain } from "./domain-location.ts";
import type { Endpoint, LoginContext, LoginRequest, LoginResponse } from "./endpoint.ts";
import type { OAuthProfile } from "./profile.ts";
import { plainAnswer, withStandardHeaders } from "./responses.ts";
import { type Route, routeOf } from "./routes.ts";

/** What the surface is given by compose. */
export interface LoginSurfaceNeeds {
  clock: Clock;
  log: Log;
  profile: OAuthProfile;
  development: boolean;
  /** The built-in ones alone unless given. */
  loginTexts?: LoginTexts | undefined;
}

/** The login pages and OAuth endpoints of every pool's domain. */
export function createLoginSurface(cognito: Cognito, needs: LoginSurfaceNeeds) {
  const { clock, log, profile, development, loginTexts = builtInOnly } = needs;
  const { protocol: publicScheme, hostname: publicHost } = new URL(cognito.settings.publicUrl);
  const { isOwnHost } = cognito.settings;
  const ownsHost = async (name: string): Promise<boolean> =>
    !isOwnHost(name) && isCustomHost(name) && (await cognito.domains.find(name))?.kind === "custom";
  // Under the server's own names there is the path form alone: `/confirmUser` and the like are its own there.
  const locate = (host: string, path: string): DomainLocation | undefined => {
    const location = locateDomain(host, path);
    return location?.kind === "custom" && isOwnHost(location.name) ? undefined : location;
  };
  // Whatever ends TLS before us may not say so; links to such an address are https alone, and its cookies must not go in clear.
  const isLinkedByTls = ({ kind }: Pick<DomainLocation, "kind">, host: string): boolean =>
    kind === "custom" ? cognito.settings.customHosts : publicScheme === "https:" && hostName(host) === publicHost;
  return {
    /** @param host as in the Host header */
    matches: ({ host, path }: { host: string; path: string }): boolean => locate(host, path) !== undefined,

    /**
     * Whether a name is a pool's custom domain, under which nothing but that domain's pages may be found.
     *
     * @param name without a port, in small letters
     */
    ownsHost,

    /** @param limit request rates; off when undefined */
    async handle(
      request: AwsRequest & { host: string; secure: boolean },
      limit?: (request: LimitedRequest) => void,
    ): Promise<LoginResponse> {
      const { requestId } = request;
      const location = locate(request.host, request.path);
      const domain = location && (await cognito.domains.find(location.name));
      const pool = domain && (await cognito.pools.find(domain.poolId));
      // Under a pool's own name another's pages would look like its own.
      const isElsewhere = location?.kind === "path" && (await ownsHost(hostName(request.host)));
      const isMissing = location === undefined || domain === undefined || pool === undefined;
      if (isMissing || isElsewhere || !isThere(domain, location)) {
        return withStandardHeaders(requestId, plainAnswer(404, "There are no login pages here."));
      }
      const route = routeOf(location.path);
      if (route === undefined) return withStandardHeaders(requestId, plainAnswer(404, "There is no such page."));
      if (request.method === "OPTIONS") return withStandardHeaders(requestId, preflight(route));

      const place = { account: pool.account, region: pool.region };
      const { default: endpoint } = await route.load();
      const answer = handlerOf(endpoint, request.method);
      if (answer === undefined) return withStandardHeaders(requestId, open(route, methodNotAllowed(endpoint)));
      try {
        const { sourceIp } = request;
        limit?.({
          service: "cognito-idp",
          operation: route.quota ?? "InitiateAuth",
          unsigned: true,
          ...place,
          sourceIp,
        });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        log.info({ requestId, code: error.code, rule: error.text }, "refused");
        return withStandardHeaders(
          requestId,
          open(route, plainAnswer(429, "Too many requests. Try again in a moment.")),
        );
      }
      const ctx: LoginContext = {
        ...cognito,
        principal: { type: "anonymous" },
        ...place,
        requestId,
        sourceIp: request.sourceIp,
        userAgent: request.headers["user-agent"] ?? "",
        clock,
        log,
        pool,
        domain,
        base: location.base,
        profile,
        loginTexts,
        development,
      };
      try {
        const secure = request.secure || isLinkedByTls(location, request.host);
        const seen = { ...asSeenThere(request, location.path), secure };
        return withStandardHeaders(requestId, open(route, await answer(seen, ctx)));
      } catch (error) {
        // Whatever an endpoint does not expect to be refused went away under it: a pool that is deleted meanwhile.
        if (!(error instanceof AwsError) || error.status >= 500) throw error;
        log.info({ requestId, code: error.code, rule: error.text }, "refused");
        return withStandardHeaders(requestId, open(route, plainAnswer(400, "This cannot be done. Begin again.")));
      }
    },
  };
}

/** A prefix is found by the prefix's hosts and its own region only, a custom domain by its whole name. */
function isThere(domain: UserPoolDomain, { kind, region }: { kind: string; region: string | undefined }): boolean {
  return (kind === "path" || kind === domain.kind) && (region === undefined || region === domain.region);
}

function asSeenThere(request: AwsRequest & { host: string; secure: boolean }, path: string): LoginRequest {
  const { method, query, headers, sourceIp, requestId, host, secure } = request;
  return { method, path, query, headers, sourceIp, requestId, host, secure, body: () => request.body() };
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
