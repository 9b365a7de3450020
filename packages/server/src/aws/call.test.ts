import { beforeEach, describe, expect, test } from "vitest";
import { forget, happened, newDispatch, poolId } from "../../test/dispatch-under-test.ts";

beforeEach(forget);

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
    expect(happened.contexts[0]).toMatchObject({ ...caller, requestId });
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
