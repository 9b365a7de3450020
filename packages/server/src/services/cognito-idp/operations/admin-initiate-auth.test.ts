import {
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandInput,
  AdminResetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import {
  claimsOf,
  OTHER_PASSWORD,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
} from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const initiate = (
  AuthFlow: AdminInitiateAuthCommandInput["AuthFlow"],
  AuthParameters: Record<string, string>,
  more: Partial<AdminInitiateAuthCommandInput> = {},
) =>
  pool.sdk.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.poolId,
      ClientId: pool.main.clientId,
      AuthFlow,
      AuthParameters,
      ...more,
    }),
  );

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, {
    client: {
      ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    },
  });
  await pool.addUser("ann");
});
afterAll(() => server.close());

test("ADMIN_USER_PASSWORD_AUTH and its old name give tokens (recorded)", async () => {
  for (const flow of ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const) {
    const { AuthenticationResult, ChallengeParameters } = await initiate(flow, { USERNAME: "ann", PASSWORD });
    expect(ChallengeParameters).toEqual({});
    expect(claimsOf(present(AuthenticationResult?.AccessToken))).toMatchObject({ username: "ann" });
  }
});

test("a wrong password and an unknown user are told (recorded)", async () => {
  expect(await refusedCall(initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME: "ann", PASSWORD: OTHER_PASSWORD }))).toBe(
    "NotAuthorizedException: Incorrect username or password.",
  );
  expect(await refusedCall(initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME: "nobody", PASSWORD }))).toBe(
    "UserNotFoundException: User does not exist.",
  );
});

test("a flow that the client does not have is refused (quoted by third parties)", async () => {
  expect(await refusedCall(initiate("USER_AUTH", { USERNAME: "ann" }))).toBe(
    "InvalidParameterException: Auth flow not enabled for this client",
  );
  const bare = await pool.addClient({ ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] });
  expect(await refusedCall(initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: "any" }, { ClientId: bare.clientId }))).toBe(
    "InvalidParameterException: Auth flow not enabled for this client",
  );
  expect(
    await refusedCall(initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME: "ann", PASSWORD }, { ClientId: bare.clientId })),
  ).toBe("InvalidParameterException: Auth flow not enabled for this client");
});

test("the password flow of clients is none here, whatever the client allows (observed: awsdocs/aws-doc-sdk-examples issue 5289)", async () => {
  const open = await pool.addClient({ ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
  for (const ClientId of [pool.main.clientId, open.clientId]) {
    expect(await refusedCall(initiate("USER_PASSWORD_AUTH", { USERNAME: "ann", PASSWORD }, { ClientId }))).toBe(
      "InvalidParameterException: Initiate Auth method not supported.",
    );
  }
});

test("a client of another pool is told as such (recorded)", async () => {
  const { main } = await putPoolInUse(server);
  expect(
    await refusedCall(initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME: "ann", PASSWORD }, { ClientId: main.clientId })),
  ).toBe(`ResourceNotFoundException: User pool client ${main.clientId} does not exist in user pool ${pool.poolId}.`);
});

test("refreshes, and says so where rotation forbids it (recorded)", async () => {
  const { AuthenticationResult } = await initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME: "ann", PASSWORD });
  const refreshed = await initiate("REFRESH_TOKEN_AUTH", {
    REFRESH_TOKEN: present(AuthenticationResult?.RefreshToken),
  });
  expect(refreshed.AuthenticationResult?.AccessToken).toEqual(expect.any(String));
  const rotating = await pool.addClient({
    ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
    RefreshTokenRotation: { Feature: "ENABLED" },
  });
  expect(
    await refusedCall(initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: "any" }, { ClientId: rotating.clientId })),
  ).toBe("UnsupportedOperationException: This API does not support refresh token rotation");
});

test("what is missing is named", async () => {
  expect(await refusedCall(initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME: "ann" }))).toBe(
    "InvalidParameterException: Missing required parameter PASSWORD",
  );
});

test("the state of a user is told after the right password (quoted by third parties)", async () => {
  const attempt = (USERNAME: string) => refusedCall(initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME, PASSWORD }));
  await pool.signUp("bob");
  expect(await attempt("bob")).toBe("UserNotConfirmedException: User is not confirmed.");
  await pool.addUser("carol");
  await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: "carol" }));
  expect(await attempt("carol")).toBe("PasswordResetRequiredException: Password reset required for the user");
});

test("only signed, and only pools of the own account and region", async () => {
  await expectPoolBoundaries(server, "AdminInitiateAuth", pool.poolId, (client, UserPoolId) =>
    client.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId: pool.main.clientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ann", PASSWORD },
      }),
    ),
  );
});
