import {
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
const remove = (UserPoolId: string, ClientId: string) =>
  client.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("it answers nothing at all (recorded); then the client is not found, and not deleted twice", async () => {
  const { poolId: UserPoolId, main } = await putPoolInUse(server);
  const ClientId = main.clientId;
  expect(await rawCall(server, "DeleteUserPoolClient", { UserPoolId, ClientId })).toEqual({ status: 200, body: "" });
  const notFound = "ResourceNotFoundException: User pool client does not exist.";
  const description = new DescribeUserPoolClientCommand({ UserPoolId, ClientId });
  expect(await refusedCall(client.send(description))).toBe(notFound);
  expect(await refusedCall(remove(UserPoolId, ClientId))).toBe(notFound);
});

test("its tokens, refresh tokens and sign-ins under way are refused; those of another client stay (recorded for access tokens)", async () => {
  const pool = await putPoolInUse(server);
  await pool.addUser("ada");
  const other = await pool.addClient();
  const gone = await pool.signIn("ada");
  const kept = await pool.signIn("ada", undefined, other);
  const ClientId = pool.main.clientId;
  const started = await client.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: "ada", SRP_A: "a".repeat(64) },
    }),
  );

  await remove(pool.poolId, ClientId);

  const notFound = `ResourceNotFoundException: User pool client ${ClientId} does not exist.`;
  const refresh = (clientId: string, REFRESH_TOKEN: string) =>
    client.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN },
      }),
    );
  expect(await refusedCall(pool.attributes(gone.accessToken))).toBe(notFound);
  expect(await refusedCall(refresh(ClientId, gone.refreshToken))).toBe(notFound);
  expect(await refusedCall(pool.signIn("ada"))).toBe(notFound);
  const respond = (clientId: string) =>
    client.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: "PASSWORD_VERIFIER",
        ChallengeResponses: {
          USERNAME: "ada",
          PASSWORD_CLAIM_SECRET_BLOCK: present(started.ChallengeParameters?.SECRET_BLOCK),
          PASSWORD_CLAIM_SIGNATURE: "x",
          TIMESTAMP: "Tue Jan 1 00:00:00 UTC 2030",
        },
      }),
    );
  expect(await refusedCall(respond(ClientId))).toBe(notFound);
  expect(await refusedCall(respond(other.clientId))).toMatch(/^NotAuthorizedException: /);

  expect(await pool.attributes(kept.accessToken)).toMatchObject({ email: "ada@example.com" });
  await refresh(other.clientId, kept.refreshToken);
  expect(await refusedCall(refresh(other.clientId, gone.refreshToken))).toMatch(/^NotAuthorizedException: /);
});

test("of two that delete one client at once one succeeds", async () => {
  const { poolId, main } = await putPoolInUse(server);
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => remove(poolId, main.clientId)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a client that is another pool's is not found and stays: ResourceNotFoundException", async () => {
  const [own, other] = [await putPoolInUse(server), await putPoolInUse(server)];
  expect(await refusedCall(remove(own.poolId, other.main.clientId))).toBe(
    "ResourceNotFoundException: User pool client does not exist.",
  );
  await other.addUser("ada");
  await other.signIn("ada");
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const { poolId, main } = await putPoolInUse(server);
  await expectPoolBoundaries(server, "DeleteUserPoolClient", poolId, (caller, UserPoolId) =>
    caller.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId: main.clientId })),
  );
});
