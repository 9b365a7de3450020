import type { ConformanceModule } from "../conformance-module.ts";
import { readError } from "../protocol/answer.ts";
import { authorize, describeVisit } from "../protocol/authorize.ts";

export const refusalModules: readonly ConformanceModule[] = [
  {
    name: "oidcc-response-type-missing",
    rule: "a request without response_type is refused, at the redirect URI or on the OP's own page",
    async run(trial) {
      const authorization = await authorize(trial, { response_type: undefined });
      trial.must(authorization.signIns === 0, "nobody is asked for a password before the request is judged");
      if (authorization.end.kind === "page") {
        trial.must(
          authorization.end.status >= 400,
          `the page says that it is an error: ${describeVisit(authorization.end)}`,
        );
        return;
      }
      const error = readError(trial, authorization);
      trial.must(
        error === "invalid_request" || error === "unsupported_response_type",
        `the error is invalid_request or unsupported_response_type, not ${error}`,
      );
    },
  },
  {
    name: "oidcc-ensure-registered-redirect-uri",
    rule: "a redirect URI that is not registered gets nothing, not even an error",
    async run(trial) {
      const { client, end, signIns } = await authorize(trial, {
        redirect_uri: `${trial.op.clients.main.redirectUri}/unregistered`,
      });
      trial.must(
        end.kind === "page",
        `an address that is not registered, beside ${client.redirectUri}, is not called: ${describeVisit(end)}`,
      );
      trial.must(signIns === 0, "nobody is asked for a password before the request is judged");
      trial.must(end.kind !== "page" || end.status >= 400, `the page says that it is an error: ${describeVisit(end)}`);
    },
  },
];
