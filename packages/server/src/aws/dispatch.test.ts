import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  ListGroupsCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeEach, describe, expect, test } from "vitest";
import { createClock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { systemRandom } from "../platform/random.ts";
import { createDispatch, type Dispatch } from "./dispatch.ts";
import type { DispatchOptions, FinishedOperation, UndeclaredAnswer } from "./dispatch-options.ts";
import { AwsError } from "./errors.ts";
import { operationsOf } from "./operation.ts";
import type { RequestContext } from "./request-context.ts";
import { defineService } from "./service.ts";
import { createAuthenticator } from "./sigv4/authenticator.ts";
import type { AwsRequest } from "./wire-types.ts";

interface Ports {
  groups: Map<string, string>;
}

const operation = operationsOf<"cognito-idp", Ports>("cognito-idp");
const encoder = new TextEncoder();
const poolId = "us-east-1_abcdefghi";

let seen: (RequestContext & Ports)[];
let lines: string[];
let undeclared: UndeclaredAnswer[];
let finished: FinishedOperation[];

function collectingLog(fields: object = {}): Log {
  const add = (more: object, message?: string) => {
    lines.push(JSON.stringify({ ...fields, ...more, message }));
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
        seen.push(context);
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

function newDispatch(changes: Partial<DispatchOptions> = {}): Dispatch {
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
    onUndeclared: (report) => undeclared.push(report),
    observe: (report) => finished.push(report),
    ...changes,
  });
}

function post(target: string | undefined, body: string | Uint8Array, headers: Record<string, string> = {}): AwsRequest {
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
function clientOf(dispatch: Dispatch) {
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

const signUp = (fields: Record<string, unknown>) =>
  JSON.stringify({ ClientId: "1example23456789", Username: "ann", Password: "Secret-pass-1", ...fields });

beforeEach(() => {
  seen = [];
  lines = [];
  undeclared = [];
  finished = [];
});

describe("with the stock client", () => {
  test("answers a public operation", async () => {
    const client = clientOf(newDispatch());
    const answer = await client.send(
      new SignUpCommand({ ClientId: "1example23456789", Username: "ann", Password: "x" }),
    );
    expect(answer.UserSub).toBe("d7f3e1a0-0000-7000-8000-000000000000");
    expect(seen[0]).toMatchObject({ account: "000000000000", region: "us-east-1", principal: { type: "anonymous" } });
  });

  test("gives a signed operation the account and the region of its signature", async () => {
    let asked: unknown;
    const dispatch = newDispatch({
      authorize: (action) => {
        asked = action;
      },
    });
    await clientOf(dispatch).send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    expect(asked).toMatchObject({
      action: "cognito-idp:DescribeUserPool",
      account: "123456789012",
      region: "eu-west-1",
      resource: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x",
    });
  });

  test("keeps the milliseconds of a timestamp", async () => {
    const answer = await clientOf(newDispatch()).send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    expect(answer.UserPool?.CreationDate?.getTime()).toBe(1_790_257_832_480);
  });

  test("answers an operation without a declared output", async () => {
    const answer = await clientOf(newDispatch()).send(new DeleteUserPoolCommand({ UserPoolId: poolId }));
    expect(answer.$metadata.httpStatusCode).toBe(200);
  });

  test("throws a modelled error with AWS's text", async () => {
    const call = clientOf(newDispatch()).send(new SignUpCommand({ ClientId: "1example2345678", Username: "taken" }));
    await expect(call).rejects.toMatchObject({ name: "UsernameExistsException", message: "User already exists" });
  });

  test("throws an error for an operation that is not implemented, with status 400", async () => {
    const call = clientOf(newDispatch()).send(new GetUserCommand({ AccessToken: "a.b.c" }));
    await expect(call).rejects.toMatchObject({ name: "UnknownOperationException", $metadata: { httpStatusCode: 400 } });
  });

  test("refuses Limit 0 of a group listing under AWS's inner name of the member (recorded)", async () => {
    const call = clientOf(newDispatch()).send(new ListGroupsCommand({ UserPoolId: poolId, Limit: 0 }));
    await expect(call).rejects.toMatchObject({
      name: "InvalidParameterException",
      message:
        "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    });
  });

  test("throws an error without a message where AWS gives none (recorded)", async () => {
    const call = clientOf(newDispatch()).send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "ann" }));
    await expect(call).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});

describe("on the wire", () => {
  const target = "AWSCognitoIdentityProviderService.SignUp";

  test("writes members in alphabetical order, leaves absent ones out and dates as AWS does", async () => {
    const dispatch = newDispatch({
      authenticate: async () => ({ principal: { type: "anonymous" }, account: "000000000000", region: "us-east-1" }),
    });
    const describePool = await dispatch.handle(
      post("AWSCognitoIdentityProviderService.DescribeUserPool", JSON.stringify({ UserPoolId: poolId })),
    );
    expect(describePool.body).toBe(`{"UserPool":{"CreationDate":1.790257832480E9,"Id":"${poolId}"}}`);
    expect(describePool.headers).toEqual({
      "content-type": "application/x-amz-json-1.1",
      "x-amzn-requestid": "5f2d3c1e-1111-4222-8333-444455556666",
    });
  });

  test("writes no body at all for an operation without a declared output (recorded)", async () => {
    const dispatch = newDispatch({
      authenticate: async () => ({ principal: { type: "anonymous" }, account: "000000000000", region: "us-east-1" }),
    });
    const answer = await dispatch.handle(
      post("AWSCognitoIdentityProviderService.DeleteUserPool", JSON.stringify({ UserPoolId: poolId })),
    );
    expect(answer).toMatchObject({ status: 200, body: null });
  });

  test("leaves the message out where there is none: 35 bytes (recorded)", async () => {
    const dispatch = newDispatch({
      authenticate: async () => ({ principal: { type: "anonymous" }, account: "000000000000", region: "us-east-1" }),
    });
    const answer = await dispatch.handle(
      post("AWSCognitoIdentityProviderService.AdminGetUser", JSON.stringify({ UserPoolId: poolId, Username: "ann" })),
    );
    expect(answer.body).toBe(`{"__type":"NotAuthorizedException"}`);
    expect(answer.body).toHaveLength(35);
    expect(answer.headers).not.toHaveProperty("x-amzn-errormessage");
  });

  test("names an error in body and headers", async () => {
    const answer = await newDispatch().handle(post(target, signUp({ Username: "taken" })));
    expect(answer.status).toBe(400);
    expect(answer.body).toBe(`{"__type":"UsernameExistsException","message":"User already exists"}`);
    expect(answer.headers).toMatchObject({
      "x-amzn-errortype": "UsernameExistsException",
      "x-amzn-errormessage": "User already exists",
    });
  });

  test.each([
    "AWS4-HMAC-SHA256 Credential=nobody/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00",
    "AWS4-HMAC-SHA256 Credential=nobody/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00",
    "garbage",
    "Bearer abc",
  ])("a public operation ignores the Authorization header altogether: %s (recorded)", async (authorization) => {
    const answer = await newDispatch().handle(post(target, signUp({}), { authorization }));
    expect(answer.status).toBe(200);
    expect(seen[0]?.principal).toEqual({ type: "anonymous" });
  });

  test("a signed operation without a signature is refused with status 400 (recorded)", async () => {
    const answer = await newDispatch().handle(post("AWSCognitoIdentityProviderService.AdminGetUser", "{}"));
    expect(answer).toMatchObject({
      status: 400,
      body: `{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}`,
    });
  });

  test.each([
    ["no target", undefined],
    ["an unknown service", "Nobody.SignUp"],
    ["an unknown operation", "AWSCognitoIdentityProviderService.SignDown"],
    ["an operation that is not implemented", "AWSCognitoIdentityProviderService.ForgotPassword"],
    ["a name every object has", "AWSCognitoIdentityProviderService.constructor"],
    ["the prototype", "AWSCognitoIdentityProviderService.__proto__"],
    ["a target without a dot", "SignUp"],
    ["an empty target", ""],
  ])("%s is an unknown operation, without text (assumed)", async (_case, wrong) => {
    const answer = await newDispatch().handle(post(wrong, signUp({})));
    expect(answer).toMatchObject({ status: 400, body: `{"__type":"UnknownOperationException"}` });
  });

  test.each(["text/plain", "application/json", "application/x-www-form-urlencoded", ""])(
    "the content type %j is an unknown operation (assumed)",
    async (contentType) => {
      const answer = await newDispatch().handle(post(target, signUp({}), { "content-type": contentType }));
      expect(answer).toMatchObject({ status: 400, body: `{"__type":"UnknownOperationException"}` });
      expect(newDispatch().isUnsigned(post(target, signUp({}), { "content-type": contentType }))).toBe(false);
    },
  );

  test("a GET is an unknown operation (assumed)", async () => {
    const answer = await newDispatch().handle({ ...post(target, ""), method: "GET" });
    expect(answer.status).toBe(400);
  });

  test("only operations without a signature count as unsigned", () => {
    const dispatch = newDispatch();
    const isUnsigned = (name: string) => dispatch.isUnsigned(post(`AWSCognitoIdentityProviderService.${name}`, ""));
    expect(isUnsigned("SignUp")).toBe(true);
    expect(isUnsigned("AdminGetUser")).toBe(false);
    expect(isUnsigned("Nothing")).toBe(false);
  });

  test("what reading the body rejects with is the reader's to answer", async () => {
    const refusal = new Error("too large");
    const request = { ...post(target, ""), body: () => Promise.reject(refusal) };
    await expect(newDispatch().handle(request)).rejects.toBe(refusal);
  });

  test("every request answers after a bad one", async () => {
    const dispatch = newDispatch();
    for (const body of [
      "",
      "{",
      "[]",
      "null",
      "\u0000",
      `{"Username":1}`,
      "[".repeat(100_000),
      `"${"x".repeat(100_000)}"`,
    ]) {
      const bad = await dispatch.handle(post(target, body));
      expect(bad.status).toBe(400);
      expect(bad.headers["x-amzn-errortype"]).toBe("SerializationException");
      expect((await dispatch.handle(post(target, signUp({})))).status).toBe(200);
    }
  });
});

describe("what goes wrong within", () => {
  const target = "AWSCognitoIdentityProviderService.SignUp";

  test("an unknown failure is a 500 with the request id and nothing of the failure", async () => {
    const answer = await newDispatch().handle(post(target, signUp({ Username: "broken" })));
    expect(answer.status).toBe(500);
    expect(JSON.parse(String(answer.body))).toEqual({
      __type: "InternalErrorException",
      message: "Internal error. The server's log has it under request 5f2d3c1e-1111-4222-8333-444455556666.",
    });
  });

  test("the log has the failure under the request id, without the password that got into its text", async () => {
    await newDispatch().handle(post(target, signUp({ Username: "broken" })));
    const log = lines.join("\n");
    expect(log).toContain("no way with (sensitive)");
    expect(log).toContain("5f2d3c1e-1111-4222-8333-444455556666");
    expect(log).not.toContain("Secret-pass-1");
  });

  test("the log names the rule that refused, without sensitive values", async () => {
    await newDispatch().handle(post(target, signUp({ Username: "echo" })));
    const [line] = lines.map((text) => JSON.parse(text));
    expect(line).toMatchObject({
      requestId: "5f2d3c1e-1111-4222-8333-444455556666",
      service: "cognito-idp",
      operation: "SignUp",
      code: "InvalidPasswordException",
      rule: "not (sensitive)",
    });
  });

  test("an error that the model does not declare for the operation is reported and becomes a 500", async () => {
    const answer = await newDispatch().handle(post(target, signUp({ Username: "foreign" })));
    expect(answer.status).toBe(500);
    expect(undeclared).toMatchObject([{ operation: "SignUp", faults: ["the error GroupExistsException"] }]);
  });

  test("in production such an error is reported and sent as it is", async () => {
    const answer = await newDispatch({ answers: "report" }).handle(post(target, signUp({ Username: "foreign" })));
    expect(answer).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "GroupExistsException" } });
    expect(undeclared).toHaveLength(1);
  });

  test("an answer with a member that the model does not have is reported and becomes a 500", async () => {
    const call = clientOf(newDispatch()).send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: "a" }));
    await expect(call).rejects.toMatchObject({ name: "InternalErrorException" });
    expect(undeclared).toMatchObject([{ faults: ["Group.secret: not a member of the answer"] }]);
    expect(lines.join()).not.toContain("hidden");
  });

  test("in production the member is left out", async () => {
    const dispatch = newDispatch({ answers: "report" });
    const answer = await clientOf(dispatch).send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: "a" }));
    expect(answer.Group).toEqual({ GroupName: "a" });
    expect(undeclared).toHaveLength(1);
  });

  test("the limiter stops a request before its body is parsed", async () => {
    const dispatch = newDispatch({
      limit: ({ operation: name, unsigned }) => {
        if (name === "SignUp" && unsigned) throw new AwsError("TooManyRequestsException", "Too many requests");
      },
    });
    const answer = await dispatch.handle(post(target, "not even JSON"));
    expect(answer.headers["x-amzn-errortype"]).toBe("TooManyRequestsException");
  });

  test("authorization refuses by its own error", async () => {
    const dispatch = newDispatch({
      authorize: ({ action }) => {
        throw new AwsError("AccessDeniedException", `not authorized to perform: ${action}`);
      },
    });
    const call = clientOf(dispatch).send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    await expect(call).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  test("every finished operation is observed once, with its error code", async () => {
    const dispatch = newDispatch();
    await dispatch.handle(post(target, signUp({})));
    await dispatch.handle(post(target, signUp({ Username: "taken" })));
    expect(finished.map(({ operation: name, code, status }) => [name, code, status])).toEqual([
      ["SignUp", undefined, 200],
      ["SignUp", "UsernameExistsException", 400],
    ]);
  });
});

describe("a call within the process", () => {
  const caller = {
    principal: { type: "service", service: "test.amazonaws.com" },
    account: "111111111111",
    region: "eu-west-1",
  } as const;

  test("runs the same operation with the caller's account, region and request id", async () => {
    const requestId = "9f2d3c1e-1111-4222-8333-444455556666";
    await newDispatch().call(
      "cognito-idp",
      "SignUp",
      { ClientId: "1example", Username: "ann" },
      { ...caller, requestId },
    );
    expect(seen[0]).toMatchObject({ ...caller, requestId });
  });

  test("validates like the wire", async () => {
    const call = newDispatch().call("cognito-idp", "SignUp", { ClientId: "1example", Username: "" }, caller);
    await expect(call).rejects.toMatchObject({ code: "InvalidParameterException" });
  });

  test("throws the operation's error as a client would get it", async () => {
    const dispatch = newDispatch();
    await expect(
      dispatch.call("cognito-idp", "SignUp", { ClientId: "1", Username: "taken" }, caller),
    ).rejects.toMatchObject({
      code: "UsernameExistsException",
    });
    await expect(
      dispatch.call("cognito-idp", "SignUp", { ClientId: "1", Username: "broken" }, caller),
    ).rejects.toMatchObject({
      code: "InternalErrorException",
      status: 500,
    });
  });

  test("leaves members out that the model does not have", async () => {
    const dispatch = newDispatch({ answers: "report" });
    const answer = await dispatch.call("cognito-idp", "CreateGroup", { UserPoolId: poolId, GroupName: "a" }, caller);
    expect(answer).toEqual({ Group: { GroupName: "a" } });
  });

  test("refuses inside a unit of work", async () => {
    const dispatch = newDispatch({
      assertOutsideUnit: (what) => {
        throw new Error(`${what} inside a unit`);
      },
    });
    await expect(dispatch.call("cognito-idp", "ListGroups", { UserPoolId: poolId }, caller)).rejects.toThrow(
      "a call of cognito-idp ListGroups inside a unit",
    );
  });

  test("refuses an operation that is not implemented", async () => {
    const call = newDispatch().call("cognito-idp", "GetUser", { AccessToken: "a" }, caller);
    await expect(call).rejects.toMatchObject({ code: "UnknownOperationException", status: 400 });
  });
});

test("a service whose ports hide something of the request's context is refused", () => {
  const define = () =>
    defineService<"cognito-idp", { clock: number }>({
      name: "cognito-idp",
      validationError: "InvalidParameterException",
      ports: { clock: 1 },
      operations: {},
    });
  expect(define).toThrow("clock");
});
