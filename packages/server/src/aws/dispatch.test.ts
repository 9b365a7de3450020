import {
  AdminGetUserCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  ListGroupsCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeEach, describe, expect, test } from "vitest";
import { clientOf, forget, happened, newDispatch, poolId, post, signUp } from "../../test/dispatch-under-test.ts";

beforeEach(forget);

describe("with the stock client", () => {
  test("answers a public operation", async () => {
    const client = clientOf(newDispatch());
    const answer = await client.send(
      new SignUpCommand({ ClientId: "1example23456789", Username: "ann", Password: "x" }),
    );
    expect(answer.UserSub).toBe("d7f3e1a0-0000-7000-8000-000000000000");
    expect(happened.contexts[0]).toMatchObject({
      account: "000000000000",
      region: "us-east-1",
      principal: { type: "anonymous" },
    });
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
      "x-amzn-errortype": "UsernameExistsException:",
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
    expect(happened.contexts[0]?.principal).toEqual({ type: "anonymous" });
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

  test("a body that nobody signed may be of a megabyte (assumed), a signed one of what the reader takes", async () => {
    const limits: unknown[] = [];
    const authorization =
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00";
    for (const name of ["SignUp", "AdminGetUser"]) {
      const request = post(`AWSCognitoIdentityProviderService.${name}`, signUp({}), {
        authorization,
        "x-amz-date": "20260101T000000Z",
      });
      const body = (atMost?: number) => {
        limits.push(atMost);
        return request.body();
      };
      await newDispatch().handle({ ...request, body });
    }
    expect(limits).toEqual([1024 ** 2, undefined]);
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
