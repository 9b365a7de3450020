import { expect, test } from "vitest";
import { AwsError } from "../errors.ts";
import { defineService } from "../service.ts";
import { createLimiter } from "./limiter.ts";
import type { ServiceQuotas } from "./service-quotas.ts";

const quotas: ServiceQuotas = {
  categories: {
    reads: { perSecond: 4 },
    begin: { perSecond: 4 },
    answer: { perSecond: 8, beyond: "begin" },
    rare: { perSecond: 2 },
  },
  operations: {
    GetUser: "reads",
    AdminGetUser: "reads",
    InitiateAuth: "begin",
    RespondToAuthChallenge: "answer",
    SetUserSettings: "rare",
  },
  shareOfOneAddress: 1 / 2,
  refusal: () => new AwsError("TooManyRequestsException", "Rate exceeded"),
};

function limiterOf(given: ServiceQuotas | undefined = quotas) {
  const time = { now: 5_000 };
  const service = defineService<"cognito-idp", object>({
    name: "cognito-idp",
    validationError: "InvalidParameterException",
    ports: {},
    operations: {},
    ...(given && { quotas: given }),
  });
  const limit = createLimiter({ services: [service], now: () => time.now });
  const at = { service: "cognito-idp", account: "000000000000", region: "us-east-1", sourceIp: "192.0.2.1" } as const;
  /** How many of so many requests pass. */
  const passes = (tries: number, request: Partial<Parameters<typeof limit>[0]>) => {
    let passed = 0;
    for (let tried = 0; tried < tries; tried += 1) {
      try {
        limit({ ...at, operation: "AdminGetUser", unsigned: false, ...request });
        passed += 1;
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
      }
    }
    return passed;
  };
  return { time, limit, passes, at };
}

test("the operations of a category share its rate (documented)", () => {
  const { passes, time } = limiterOf();
  expect(passes(3, { operation: "AdminGetUser" })).toBe(3);
  expect(passes(9, { operation: "GetUser" })).toBe(1);
  time.now += 500;
  expect(passes(9, { operation: "AdminGetUser" })).toBe(2);
});

test("accounts and regions do not share a rate (documented)", () => {
  const { passes } = limiterOf();
  expect(passes(9, {})).toBe(4);
  expect(passes(9, { account: "111122223333" })).toBe(4);
  expect(passes(9, { region: "eu-west-1" })).toBe(4);
});

test("the rate of answers is their own, and what goes beyond it counts as beginnings (documented)", () => {
  const { passes } = limiterOf();
  expect(passes(3, { operation: "InitiateAuth" })).toBe(3);
  expect(passes(20, { operation: "RespondToAuthChallenge" })).toBe(8 + 1);
  expect(passes(9, { operation: "InitiateAuth" })).toBe(0);
});

test("one address has a part of the rate for unsigned operations, and leaves the rest to others", () => {
  const { passes } = limiterOf();
  expect(passes(50, { operation: "GetUser", unsigned: true })).toBe(2);
  expect(passes(50, { operation: "GetUser", unsigned: true, sourceIp: "192.0.2.2" })).toBe(2);
  expect(passes(50, { operation: "GetUser", unsigned: true, sourceIp: "192.0.2.3" })).toBe(0);
});

test("one IPv6 network is one address", () => {
  const { passes } = limiterOf();
  const from = (host: number) => `2001:db8::${host.toString(16)}`;
  let passed = 0;
  for (let host = 1; host < 40; host += 1) {
    passed += passes(1, { operation: "GetUser", unsigned: true, sourceIp: from(host) });
  }
  expect(passed).toBe(2);
});

test("signed operations are not limited by address", () => {
  const { passes } = limiterOf();
  expect(passes(50, {})).toBe(4);
});

test("what others used up is not counted against an address", () => {
  const { passes, time } = limiterOf();
  passes(50, { operation: "AdminGetUser" });
  expect(passes(50, { operation: "GetUser", unsigned: true })).toBe(0);
  time.now += 500;
  expect(passes(50, { operation: "GetUser", unsigned: true })).toBe(2);
});

test("the refusal is the service's own where the model declares it, and the common one elsewhere (assumed)", () => {
  const { limit, passes, at } = limiterOf();
  passes(50, { operation: "AdminGetUser" });
  passes(50, { operation: "SetUserSettings" });
  const refusal = (operation: string) => {
    try {
      limit({ ...at, operation, unsigned: false });
    } catch (error) {
      return error;
    }
    throw new Error("It passed");
  };
  expect(refusal("AdminGetUser")).toMatchObject({
    code: "TooManyRequestsException",
    text: "Rate exceeded",
    status: 400,
  });
  expect(refusal("SetUserSettings")).toMatchObject({ code: "ThrottlingException", text: "Rate exceeded", status: 400 });
});

test("a service without quotas, and an operation without a category, are not limited", () => {
  expect(limiterOf({ ...quotas, operations: {} }).passes(50, {})).toBe(50);
  const { passes } = limiterOf();
  expect(passes(50, { operation: "toString" })).toBe(50);
});
