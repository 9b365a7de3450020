import type { LimitedRequest } from "../../../aws/dispatch-options.ts";
import { unsignedBodyLimit } from "../../../aws/unsigned-body.ts";
import type { AwsRequest } from "../../../aws/wire-types.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Log } from "../../../platform/log.ts";
import type { Cognito } from "../cognito.ts";
import type { UserPoolDomain } from "../domains/user-pool-domain.ts";
import { builtInOnly, type LoginTexts } from "../pages/texts/login-texts.ts";
import { answerRequest } from "./answer-request.ts";
import { type DomainLocation, hostName, isCustomHost, locateDomain } from "./domain-location.ts";
import type { LoginContext, LoginRequest, LoginResponse } from "./endpoint.ts";
import type { OAuthProfile } from "./profile.ts";
import { plainAnswer, withStandardHeaders } from "./responses.ts";

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
      const ctx: LoginContext = {
        ...cognito,
        principal: { type: "anonymous" },
        account: pool.account,
        region: pool.region,
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
      const secure = request.secure || isLinkedByTls(location, request.host);
      return answerRequest({ ...asSeenThere(request, location.path), secure }, ctx, limit);
    },
  };
}

/** A prefix is found by the prefix's hosts and its own region only, a custom domain by its whole name. */
function isThere(domain: UserPoolDomain, { kind, region }: { kind: string; region: string | undefined }): boolean {
  return (kind === "path" || kind === domain.kind) && (region === undefined || region === domain.region);
}

function asSeenThere(request: AwsRequest & { host: string; secure: boolean }, path: string): LoginRequest {
  const { method, query, headers, sourceIp, requestId, host, secure } = request;
  return {
    method,
    path,
    query,
    headers,
    sourceIp,
    requestId,
    host,
    secure,
    body: () => request.body(unsignedBodyLimit),
  };
}
