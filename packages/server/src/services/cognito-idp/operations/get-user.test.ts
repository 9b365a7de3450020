import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeBearerRules } from "../../../../test/cognito-idp/bearer-rules.ts";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("the answer is the name and the attributes, strings all, sub last, and no member about factors (recorded)", async () => {
  const sub = await pool.addUser("ann", { attributes: { nickname: "Annie" } });
  const { accessToken: AccessToken } = await pool.signIn("ann");
  const { body } = await rawCall(server, "GetUser", { AccessToken }, { signed: false });
  expect(JSON.parse(body)).toEqual({
    Username: "ann",
    UserAttributes: [
      { Name: "email", Value: "ann@example.com" },
      { Name: "email_verified", Value: "true" },
      { Name: "nickname", Value: "Annie" },
      { Name: "sub", Value: sub },
    ],
  });
});

test("attributes outside the client's ReadAttributes are left out, sub never (recorded)", async () => {
  const sub = await pool.addUser("bob", { attributes: { nickname: "Bobby" } });
  const reader = await pool.addClient({ ReadAttributes: ["nickname"] });
  const { accessToken } = await pool.signIn("bob", PASSWORD, reader);
  expect(await pool.attributes(accessToken)).toEqual({ nickname: "Bobby", sub });
});

test("a bogus signature beside the token changes nothing (recorded)", async () => {
  await pool.addUser("carol");
  const { accessToken: AccessToken } = await pool.signIn("carol");
  expect((await rawCall(server, "GetUser", { AccessToken })).status).toBe(200);
});

describeBearerRules("GetUser", (client, AccessToken) => client.send(new GetUserCommand({ AccessToken })));
