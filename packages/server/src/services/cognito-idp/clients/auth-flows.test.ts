import {
  AdminInitiateAuthCommand,
  type AuthFlowType,
  type ExplicitAuthFlowsType,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
let refreshToken: string;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  await pool.addUser("ada");
  refreshToken = (await pool.signIn("ada")).refreshToken;
});
afterAll(() => server.close());

/** Each way to begin a sign-in, by its name in refusals. */
const PARAMETERS: Record<string, Record<string, string>> = {
  USER_AUTH: { USERNAME: "ada" },
  USER_SRP_AUTH: { USERNAME: "ada", SRP_A: "a".repeat(64) },
  USER_PASSWORD_AUTH: { USERNAME: "ada", PASSWORD },
  ADMIN_USER_PASSWORD_AUTH: { USERNAME: "ada", PASSWORD },
  CUSTOM_AUTH: { USERNAME: "ada" },
};
const REFUSED = /flow not enabled for this client$/;

/** By which operations a flow can be begun at all. */
const ONLY_BY: Record<string, "InitiateAuth" | "AdminInitiateAuth"> = {
  USER_PASSWORD_AUTH: "InitiateAuth",
  ADMIN_USER_PASSWORD_AUTH: "AdminInitiateAuth",
};

/** The flows that a client with these settings may begin, by each operation that has them. */
async function openTo(ExplicitAuthFlows: ExplicitAuthFlowsType[] | undefined): Promise<string[]> {
  const { clientId: ClientId } = await pool.addClient({ ExplicitAuthFlows });
  const may = async (begin: Promise<unknown>): Promise<boolean> => {
    const answer = await begin.then(
      () => "",
      (error: unknown) => String(error),
    );
    return !REFUSED.test(answer);
  };
  const open: string[] = [];
  for (const [name, AuthParameters] of Object.entries(PARAMETERS)) {
    const AuthFlow = name as AuthFlowType; // The table's keys are flows.
    const outcomes: boolean[] = [];
    if (ONLY_BY[name] !== "AdminInitiateAuth") {
      outcomes.push(await may(pool.sdk.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }))));
    }
    if (ONLY_BY[name] !== "InitiateAuth") {
      const admin = new AdminInitiateAuthCommand({ UserPoolId: pool.poolId, ClientId, AuthFlow, AuthParameters });
      outcomes.push(await may(pool.sdk.send(admin)));
    }
    expect(new Set(outcomes).size).toBe(1);
    if (outcomes[0]) open.push(name);
  }
  return open;
}

describe("a client may begin the flows that it names and no others (recorded for two of them)", () => {
  test.each<[ExplicitAuthFlowsType, string[]]>([
    ["ALLOW_USER_AUTH", ["USER_AUTH"]],
    ["ALLOW_USER_SRP_AUTH", ["USER_SRP_AUTH"]],
    ["ALLOW_USER_PASSWORD_AUTH", ["USER_PASSWORD_AUTH"]],
    ["ALLOW_ADMIN_USER_PASSWORD_AUTH", ["ADMIN_USER_PASSWORD_AUTH"]],
    ["ALLOW_CUSTOM_AUTH", ["CUSTOM_AUTH"]],
    ["ALLOW_REFRESH_TOKEN_AUTH", []],
  ])("%s", async (named, flows) => {
    expect(await openTo([named])).toEqual(flows);
  });
});

test("a client that names none has SRP (recorded) and custom sign-in (documented)", async () => {
  for (const none of [undefined, []]) expect(await openTo(none)).toEqual(["USER_SRP_AUTH", "CUSTOM_AUTH"]);
});

test("all at once are all", async () => {
  expect(
    await openTo([
      "ALLOW_USER_AUTH",
      "ALLOW_USER_SRP_AUTH",
      "ALLOW_USER_PASSWORD_AUTH",
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_CUSTOM_AUTH",
    ]),
  ).toEqual(Object.keys(PARAMETERS));
});

describe("the old names (assumed: they leave SRP on, unless custom sign-in alone is wanted)", () => {
  test.each<[ExplicitAuthFlowsType, string[]]>([
    ["ADMIN_NO_SRP_AUTH", ["USER_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH", "CUSTOM_AUTH"]],
    ["USER_PASSWORD_AUTH", ["USER_SRP_AUTH", "USER_PASSWORD_AUTH", "CUSTOM_AUTH"]],
    ["CUSTOM_AUTH_FLOW_ONLY", ["CUSTOM_AUTH"]],
  ])("%s", async (named, flows) => {
    expect(await openTo([named])).toEqual(flows);
  });
});

test("refreshing takes the flow of its own (documented)", async () => {
  const refresh = (ClientId: string) =>
    pool.sdk.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      }),
    );
  const without = await pool.addClient({ ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
  expect(await refusedCall(refresh(without.clientId))).toMatch(/REFRESH_TOKEN_AUTH flow not enabled for this client$/);
  await refresh(pool.main.clientId);
});
