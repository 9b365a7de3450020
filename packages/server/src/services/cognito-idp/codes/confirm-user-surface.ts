import type { LimitedRequest } from "../../../aws/dispatch-options.ts";
import { AwsError } from "../../../aws/errors.ts";
import type { AwsRequest } from "../../../aws/wire-types.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Log } from "../../../platform/log.ts";
import type { Cognito } from "../cognito.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import type { OAuthProfile } from "../oauth/profile.ts";
import { plainAnswer, withStandardHeaders } from "../oauth/responses.ts";
import type { CognitoContext } from "../operation.ts";

const PATH = "/confirmUser";
/** Of the page's style sheet and script. */
const FILES = "/_pages/files/";

type Request = Omit<AwsRequest, "body">;

/** Account and region of what is created without a signature. */
export interface Place {
  account: string;
  region: string;
}

/**
 * The page behind the link of a verification mail where the pool has no domain: `GET /confirmUser?client_id=&user_name=&confirmation_code=`. The
 * click itself confirms, as it does at AWS.
 */
export function createConfirmUserSurface(
  cognito: Cognito,
  { clock, log, oauth: profile }: { clock: Clock; log: Log; oauth: OAuthProfile },
) {
  async function follow(request: Request, place: Place, limit?: (request: LimitedRequest) => void) {
    const { requestId, sourceIp } = request;
    try {
      limit?.({ service: "cognito-idp", operation: "ConfirmSignUp", unsigned: true, ...place, sourceIp });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      log.info({ requestId, code: error.code, rule: error.text }, "refused");
      return "tooMany" as const;
    }
    const ctx: CognitoContext = {
      ...cognito,
      principal: { type: "anonymous" },
      ...place,
      requestId,
      sourceIp,
      userAgent: request.headers["user-agent"] ?? "",
      clock,
      log,
    };
    const { followConfirmationLink } = await import("./confirm-user-link.ts");
    const outcome = await followConfirmationLink(ctx, request.query);
    log.info({ requestId, outcome }, "a confirmation link was followed");
    return outcome;
  }

  async function answer(request: Request, place: Place, limit?: (request: LimitedRequest) => void) {
    const { requestId, method, path } = request;
    const isLink = path === PATH;
    // Programs that look a link over ask with HEAD: it must not use the code up.
    const allowed = isLink ? ["GET"] : ["GET", "HEAD"];
    if (!allowed.includes(method)) {
      const { headers, ...refused } = plainAnswer(405, "Method not allowed.");
      return { ...refused, headers: { ...headers, allow: allowed.join(", ") } };
    }
    if (!isLink) return (await import("../pages/assets/file-endpoint.ts")).fileAt(path);
    const { plainLinkPage } = await import("../pages/plain-link-page.ts");
    try {
      return await plainLinkPage(profile, await follow(request, place, limit));
    } catch (error) {
      // The stack only: a database's error may carry values, and the link's are a name and a code.
      log.error({ requestId, error: error instanceof Error ? error.stack : "" }, "a confirmation link failed");
      return plainLinkPage(profile, "failed");
    }
  }

  return {
    matches: (path: string): boolean => path === PATH || path.startsWith(FILES),

    /**
     * @param place the server's default, as for any unsigned request
     * @param limit request rates, off when undefined: the page is another way to ConfirmSignUp and shares its quota
     */
    async handle(request: Request, place: Place, limit?: (request: LimitedRequest) => void): Promise<LoginResponse> {
      return withStandardHeaders(request.requestId, await answer(request, place, limit));
    },
  };
}
