import type { LimitedRequest } from "../../../aws/dispatch-options.ts";
import { AwsError } from "../../../aws/errors.ts";
import type { AwsRequest, AwsResponse } from "../../../aws/wire-types.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Log } from "../../../platform/log.ts";
import type { Cognito } from "../cognito.ts";
import type { CognitoContext } from "../operation.ts";

const PATH = "/confirmUser";

/**
 * The page behind the link of a verification mail: `GET /confirmUser?client_id=&user_name=&confirmation_code=`. The click itself
 * confirms, as it does at AWS.
 */
export function createConfirmUserSurface(cognito: Cognito, { clock, log }: { clock: Clock; log: Log }) {
  return {
    matches: (path: string): boolean => path === PATH,

    /**
     * @param place the server's default, as for any unsigned request
     * @param limit request rates, off when undefined: the page is another way to ConfirmSignUp and shares its quota
     */
    async handle(
      request: Omit<AwsRequest, "body">,
      place: { account: string; region: string },
      limit?: (request: LimitedRequest) => void,
    ): Promise<AwsResponse> {
      const { confirmUserPage } = await import("./confirm-user-page.ts");
      // Programs that look a link over ask with HEAD: it must not use the code up.
      if (request.method !== "GET") return confirmUserPage("wrongMethod");
      const { followConfirmationLink } = await import("./confirm-user-link.ts");
      const { requestId, sourceIp } = request;
      try {
        limit?.({ service: "cognito-idp", operation: "ConfirmSignUp", unsigned: true, ...place, sourceIp });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        log.info({ requestId, code: error.code, rule: error.text }, "refused");
        return confirmUserPage("tooMany");
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
      try {
        const outcome = await followConfirmationLink(ctx, request.query);
        log.info({ requestId, outcome }, "a confirmation link was followed");
        return confirmUserPage(outcome);
      } catch (error) {
        // The stack only: a database's error may carry values, and the link's are a name and a code.
        log.error({ requestId, error: error instanceof Error ? error.stack : "" }, "a confirmation link failed");
        return confirmUserPage("failed");
      }
    },
  };
}
