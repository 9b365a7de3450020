import { CreateGroupCommand, DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { beforeEach, describe, expect, test } from "vitest";
import { clientOf, forget, happened, newDispatch, poolId, post, signUp } from "../../test/dispatch-under-test.ts";
import { AwsError } from "./errors.ts";

beforeEach(forget);

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
    const log = happened.logLines.join("\n");
    expect(log).toContain("no way with (sensitive)");
    expect(log).toContain("5f2d3c1e-1111-4222-8333-444455556666");
    expect(log).not.toContain("Secret-pass-1");
  });

  test("the log names the rule that refused, without sensitive values", async () => {
    await newDispatch().handle(post(target, signUp({ Username: "echo" })));
    const [line] = happened.logLines.map((text) => JSON.parse(text));
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
    expect(happened.undeclared).toMatchObject([{ operation: "SignUp", faults: ["the error GroupExistsException"] }]);
  });

  test("in production such an error is reported and sent as it is", async () => {
    const answer = await newDispatch({ answers: "report" }).handle(post(target, signUp({ Username: "foreign" })));
    expect(answer).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "GroupExistsException:" } });
    expect(happened.undeclared).toHaveLength(1);
  });

  test("an answer with a member that the model does not have is reported and becomes a 500", async () => {
    const call = clientOf(newDispatch()).send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: "a" }));
    await expect(call).rejects.toMatchObject({ name: "InternalErrorException" });
    expect(happened.undeclared).toMatchObject([{ faults: ["Group.secret: not a member of the answer"] }]);
    expect(happened.logLines.join()).not.toContain("hidden");
  });

  test("in production the member is left out", async () => {
    const dispatch = newDispatch({ answers: "report" });
    const answer = await clientOf(dispatch).send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: "a" }));
    expect(answer.Group).toEqual({ GroupName: "a" });
    expect(happened.undeclared).toHaveLength(1);
  });

  test("the limiter stops a request before its body is parsed", async () => {
    const dispatch = newDispatch({
      limit: ({ operation: name, unsigned }) => {
        if (name === "SignUp" && unsigned) throw new AwsError("TooManyRequestsException", "Too many requests");
      },
    });
    const answer = await dispatch.handle(post(target, "not even JSON"));
    expect(answer.headers["x-amzn-errortype"]).toBe("TooManyRequestsException:");
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
    expect(happened.finished.map(({ operation: name, code, status }) => [name, code, status])).toEqual([
      ["SignUp", undefined, 200],
      ["SignUp", "UsernameExistsException", 400],
    ]);
  });
});
