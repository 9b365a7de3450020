import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { createDispatch, type Dispatch } from "../src/aws/dispatch.ts";
import type { DispatchOptions, FinishedOperation, UndeclaredAnswer } from "../src/aws/dispatch-options.ts";
import { AwsError } from "../src/aws/errors.ts";
import { operationsOf } from "../src/aws/operation.ts";
import type { RequestContext } from "../src/aws/request-context.ts";
import { defineService } from "../src/aws/service.ts";
import { createAuthenticator } from "../src/aws/sigv4/authenticator.ts";
import type { AwsRequest } from "../src/aws/wire-types.ts";
import { createClock } from "../src/platform/clock.ts";
import type { Log } from "../src/platform/log.ts";
import { systemRandom } from "../src/platform/random.ts";

/** The service that dispatch is tested with: some operations of cognito-idp, small ones of the tests' own. */
interface Ports {
  groups: Map<string, string>;
}

const operation = operationsOf<"cognito-idp", Ports>("cognito-idp");
const encoder = new TextEncoder();
export const poolId = "us-east-1_abcdefghi";

/** What happened since the last `forget()`. */
export const happened = {
  contexts: [] as (RequestContext & Ports)[],
  logLines: [] as string[],
  undeclared: [] as UndeclaredAnswer[],
  finished: [] as FinishedOperation[],
};

export function forget() {
  for (const list of Object.values(happened)) list.length = 0;
}

function collectingLog(fields: object = {}): Log {
  const add = (more: object, message?: string) => {
    happened.logLines.push(JSON.stringify({ ...fields, ...more, message }));
  };
  return {
    trace: add,
    debug: add,
    info: add,
    warn: add,
    error: add,
    child: (more) => collectingLog({ ...fields, ...more }),
  };
}

const file =
  <T>(exported: T) =>
  async () => ({ default: exported });

const service = defineService<"cognito-idp", Ports>({
  name: "cognito-idp",
  validationError: "InvalidParameterException",
  ports: { groups: new Map() },
  resourceOf: (_operation, _input, { account, region }) => `arn:aws:cognito-idp:${region}:${account}:userpool/x`,
  operations: {
    SignUp: file(
      operation("SignUp", async (input, context) => {
        happened.contexts.push(context);
        if (input.Username === "taken") throw new AwsError("UsernameExistsException", "User already exists");
        if (input.Username === "broken") throw new TypeError(`no way with ${input.Password}`);
        if (input.Username === "foreign")
          throw new AwsError("GroupExistsException", "A group with the name already exists.");
        if (input.Username === "echo") throw new AwsError("InvalidPasswordException", `not ${input.Password}`);
        return { UserConfirmed: false, UserSub: "d7f3e1a0-0000-7000-8000-000000000000" };
      }),
    ),
    DescribeUserPool: file(
      operation("DescribeUserPool", async (input) => ({
        UserPool: { Id: input.UserPoolId, CreationDate: new Date(1_790_257_832_480), Name: undefined },
      })),
    ),
    DeleteUserPool: file(operation("DeleteUserPool", async () => {})),
    ListGroups: file(operation("ListGroups", async () => ({ Groups: [] }))),
    CreateGroup: file(
      operation("CreateGroup", async (input, { groups }) => {
        groups.set(input.GroupName, input.UserPoolId);
        // The answer has one member too many, as from a careless spread.
        const group = { GroupName: input.GroupName, secret: "hidden" };
        return { Group: group };
      }),
    ),
    AdminGetUser: file(
      operation("AdminGetUser", async () => {
        throw new AwsError("NotAuthorizedException");
      }),
    ),
  },
});

/** A dispatcher of real operations, each of which answers in a way of its own by its input. */
export function newDispatch(changes: Partial<DispatchOptions> = {}): Dispatch {
  const clock = createClock();
  const authenticate = createAuthenticator({ mode: "development", credentials: new Map(), clock });
  return createDispatch({
    services: [service],
    authenticate,
    defaults: { account: "000000000000", region: "us-east-1" },
    clock,
    log: collectingLog(),
    random: systemRandom,
    answers: "strict",
    onUndeclared: (report) => happened.undeclared.push(report),
    observe: (report) => happened.finished.push(report),
    ...changes,
  });
}

export function post(
  target: string | undefined,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): AwsRequest {
  return {
    method: "POST",
    path: "/",
    query: "",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      ...(target !== undefined && { "x-amz-target": target }),
      ...headers,
    },
    sourceIp: "127.0.0.1",
    requestId: "5f2d3c1e-1111-4222-8333-444455556666",
    body: async () => (typeof body === "string" ? encoder.encode(body) : body),
  };
}

/** The stock client of AWS, its requests answered in this process. */
export function clientOf(dispatch: Dispatch) {
  return new CognitoIdentityProviderClient({
    region: "eu-west-1",
    endpoint: "http://127.0.0.1:4566",
    credentials: { accessKeyId: "123456789012", secretAccessKey: "any" },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: {
        method: string;
        path: string;
        headers: Record<string, string>;
        body?: string | Uint8Array;
      }) => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
        );
        const { "x-amz-target": target, ...others } = headers;
        const answer = await dispatch.handle({
          ...post(target, request.body ?? "", others),
          method: request.method,
          path: request.path,
        });
        const body = typeof answer.body === "string" ? encoder.encode(answer.body) : (answer.body ?? new Uint8Array());
        return { response: { statusCode: answer.status, headers: answer.headers, body } };
      },
    },
  });
}

export const signUp = (fields: Record<string, unknown>) =>
  JSON.stringify({ ClientId: "1example23456789", Username: "ann", Password: "Secret-pass-1", ...fields });
