import type { ConformanceModule } from "../conformance-module.ts";
import { readCode } from "../protocol/answer.ts";
import { type Authorization, authorize, describeVisit, type Parameters } from "../protocol/authorize.ts";
import { readIdToken } from "../protocol/id-token.ts";
import { redeem } from "../protocol/token.ts";
import type { Trial } from "../trial.ts";

/** Where a request object would be found by reference; an OP that supports them calls it. */
const BY_REFERENCE = "https://relying-party.example.com/request.jwt#n0tS3cret";

/** An unsigned request object with what must come back: state and nonce are nowhere else. */
function requestObject({ op, metadata }: Trial): { object: string; inside: Parameters } {
  const { main } = op.clients;
  const inside = { redirect_uri: main.redirectUri, state: crypto.randomUUID(), nonce: crypto.randomUUID() };
  const claims = { iss: main.clientId, aud: metadata.issuer, response_type: "code", client_id: main.clientId };
  const parts = [{ alg: "none" }, { ...claims, scope: "openid", ...inside }];
  const object = `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
  return { object, inside };
}

/** The OP either did what the object says, or said that it does not support it. */
async function mustObeyOrRefuse(
  trial: Trial,
  authorization: Authorization,
  { inside, refusal }: { inside: Parameters; refusal: string },
): Promise<void> {
  const { end } = authorization;
  if (end.kind === "arrival" && end.url.searchParams.get("error") === refusal) {
    trial.must(!end.url.searchParams.has("code"), "a refusal has no code");
    trial.skip(`the OP answers ${refusal}, which the module permits`);
  }
  const obeyed = { ...authorization, parameters: { ...authorization.parameters, ...inside } };
  const tokens = await redeem(trial, authorization.client, readCode(trial, obeyed));
  await readIdToken(trial, obeyed, tokens);
}

const ELSEWHERE: Parameters = { state: undefined, nonce: undefined };

export const requestObjectModules: readonly ConformanceModule[] = [
  {
    name: "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported",
    rule: "request_uri is obeyed, or refused as request_uri_not_supported",
    async run(trial) {
      const { inside } = requestObject(trial);
      const authorization = await authorize(trial, { ...ELSEWHERE, request_uri: BY_REFERENCE });
      await mustObeyOrRefuse(trial, authorization, { inside, refusal: "request_uri_not_supported" });
    },
  },
  {
    name: "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
    rule: "request is obeyed, or refused as request_not_supported",
    async run(trial) {
      const { object, inside } = requestObject(trial);
      const authorization = await authorize(trial, { ...ELSEWHERE, request: object });
      await mustObeyOrRefuse(trial, authorization, { inside, refusal: "request_not_supported" });
    },
  },
  {
    name: "oidcc-ensure-request-object-with-redirect-uri",
    rule: "with a wrong redirect URI beside the object, the object's counts or none",
    async run(trial) {
      const { object, inside } = requestObject(trial);
      const wrong = `${trial.op.clients.main.redirectUri}_invalid`;
      const authorization = await authorize(trial, { ...ELSEWHERE, request: object, redirect_uri: wrong });
      const { end } = authorization;
      if (end.kind === "page") {
        trial.must(end.status >= 400, `the page says that it is an error: ${describeVisit(end)}`);
        return;
      }
      trial.must(
        end.url.searchParams.get("error") !== "request_not_supported",
        "an OP without request objects does not choose another redirect URI than the one sent",
      );
      await mustObeyOrRefuse(trial, authorization, { inside, refusal: "none" });
    },
  },
];
