import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeBearerRules } from "../../../../test/cognito-idp/bearer-rules.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("every sign-in of the user ends, at every client, and no one else's (recorded)", async () => {
  await pool.addUser("ann");
  await pool.addUser("bob");
  const other = await pool.addClient();
  const mine = [await pool.signIn("ann"), await pool.signIn("ann", undefined, other)];
  const theirs = await pool.signIn("bob");
  const AccessToken = mine[0]?.accessToken;
  expect(await rawCall(server, "GlobalSignOut", { AccessToken }, { signed: false })).toEqual({
    status: 200,
    body: "{}",
  });
  for (const [index, { accessToken, refreshToken }] of mine.entries()) {
    const ClientId = index === 0 ? pool.main.clientId : other.clientId;
    expect(await refusedCall(pool.sdk.send(new GetUserCommand({ AccessToken: accessToken })))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
    const refresh = new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: refreshToken });
    expect(await refusedCall(pool.sdk.send(refresh))).toBe("NotAuthorizedException: Refresh Token has been revoked");
  }
  await pool.sdk.send(new GetUserCommand({ AccessToken: theirs.accessToken }));
});

test("signing in again works at once", async () => {
  await pool.addUser("carol");
  const { accessToken } = await pool.signIn("carol");
  await pool.sdk.send(new GlobalSignOutCommand({ AccessToken: accessToken }));
  const again = await pool.signIn("carol");
  await pool.sdk.send(new GetUserCommand({ AccessToken: again.accessToken }));
});

describeBearerRules(
  "GlobalSignOut",
  (client, AccessToken) => client.send(new GlobalSignOutCommand({ AccessToken })),
  // Its model has no UserNotFoundException (assumed).
  { deleted: "NotAuthorizedException: Access Token has been revoked" },
);
