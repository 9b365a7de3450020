import {
  AdminGetUserCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { codeIn, rowsOf } from "../../../../test/document-tables.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessRequest } from "../../../http/in-process.ts";
import { loadModel } from "../../../models/index.ts";
import { createClock } from "../../../platform/clock.ts";
import { quotas } from "./quotas.ts";

test("every operation of the model has a category, and every category an operation and a rate", () => {
  expect(Object.keys(quotas.operations).toSorted()).toEqual(
    Object.keys(loadModel("cognito-idp").operations).toSorted(),
  );
  expect(new Set(Object.values(quotas.operations))).toEqual(new Set(Object.keys(quotas.categories)));
  for (const { perSecond } of Object.values(quotas.categories)) expect(perSecond).toBeGreaterThan(0);
});

test("the guide has every category's rate", () => {
  const guide = new URL("../../../../../../docs/guides/limits.md", import.meta.url);
  const told = rowsOf(guide, "category").flatMap(([named, rates = ""]) => {
    const numbers = [...rates.matchAll(/\d+/gu)].map(([number]) => Number(number));
    // The guide says in words which operations this one has.
    const names = named === "answers to challenges" ? ["UserAuthenticationAnswers"] : codeIn(named);
    return names.map((name, index) => [name, numbers[index] ?? numbers[0]]);
  });
  const inForce = Object.entries(quotas.categories).map(([name, { perSecond }]) => [name, perSecond]);
  expect(told.toSorted()).toEqual(inForce.toSorted());
});

type Server = Awaited<ReturnType<typeof startTestServer>>;
const time = { now: 1_790_000_000_000 };
let started: Server | undefined;
let server: Server;
let pool: PoolInUse;

async function start(limits: "on" | "off" | "auto") {
  started = await startTestServer({ flags: { limits }, overrides: { clock: createClock(() => time.now) } });
  server = started;
  pool = await putPoolInUse(server);
}

afterEach(async () => {
  await started?.close();
  started = undefined;
});

/** How many of so many calls were refused for coming too often; fails when one is refused in any other way. */
async function refusedOf(count: number, call: () => Promise<unknown>): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: count }, call));
  const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  for (const reason of reasons) {
    expect(reason).toMatchObject({
      name: "TooManyRequestsException",
      message: "Rate exceeded",
      $metadata: { httpStatusCode: 400 },
    });
  }
  return reasons.length;
}

describe("with --limits on", () => {
  beforeEach(() => start("on"));

  test("one call too many in a second is told TooManyRequestsException, and a second later calls pass again (documented rate)", async () => {
    const describeIt = () => pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }));
    expect(await refusedOf(20, describeIt)).toBe(5);
    time.now += 1000;
    expect(await refusedOf(1, describeIt)).toBe(0);
  });

  test("the server's own movable clock moves no quota", async () => {
    const describeIt = () => pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }));
    await refusedOf(15, describeIt);
    server.advance({ hours: 1 });
    expect(await refusedOf(3, describeIt)).toBe(3);
  });

  test("another account has a quota of its own", async () => {
    await refusedOf(20, () => pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId })));
    const other = sdkClient(server, { account: "111122223333" });
    await expect(other.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("one address uses up its part of an unsigned operation's quota, and signed calls go on", async () => {
    await pool.addUser("alice");
    const { accessToken } = await pool.signIn("alice");
    const getUser = () => pool.sdk.send(new GetUserCommand({ AccessToken: accessToken }));
    expect(await refusedOf(35, getUser)).toBe(5);
    const adminGetUser = () => pool.sdk.send(new AdminGetUserCommand({ UserPoolId: pool.poolId, Username: "alice" }));
    expect(await refusedOf(20, adminGetUser)).toBe(0);
  });

  test("a request too many is refused before its body is looked at", async () => {
    await refusedOf(20, () => pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId })));
    expect(await rawCall(server, "DescribeUserPool", { UserPoolId: 7 })).toEqual({
      status: 400,
      body: '{"__type":"TooManyRequestsException","message":"Rate exceeded"}',
    });
  });

  test("the page of confirmation links shares the quota of ConfirmSignUp", async () => {
    const follow = async () => (await server.handle(inProcessRequest({ url: "/confirmUser?client_id=x" }))).status;
    const statuses = await Promise.all(Array.from({ length: 20 }, follow));
    // A quarter of 50, and what began a second is let through.
    expect(statuses.filter((status) => status === 400)).toHaveLength(12);
    expect(statuses.filter((status) => status === 429)).toHaveLength(8);
  });
});

test.each(["off", "auto"] as const)("with --limits %s in development nothing is limited", async (limits) => {
  await start(limits);
  const describeIt = () => pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }));
  expect(await refusedOf(60, describeIt)).toBe(0);
});
