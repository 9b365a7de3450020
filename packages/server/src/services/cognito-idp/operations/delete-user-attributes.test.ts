import { DeleteUserAttributesCommand, UpdateUserAttributesCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeBearerRules } from "../../../../test/cognito-idp/bearer-rules.ts";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const remove = (AccessToken: string, ...UserAttributeNames: string[]) =>
  pool.sdk.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames }));
async function signedIn(username: string): Promise<string> {
  await pool.addUser(username, { attributes: { family_name: "Example", nickname: "Nick", "custom:tenant": "one" } });
  return (await pool.signIn(username)).accessToken;
}

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, {
    pool: {
      AliasAttributes: ["email"],
      Schema: [
        { Name: "family_name", Required: true, Mutable: true, AttributeDataType: "String" },
        { Name: "tenant", AttributeDataType: "String", Mutable: false },
      ],
    },
  });
});
afterAll(() => server.close());

test("attributes go, one that is not there too (recorded); the answer is an empty object", async () => {
  const AccessToken = await signedIn("ann");
  const body = { AccessToken, UserAttributeNames: ["nickname", "website", "nickname"] };
  expect(await rawCall(server, "DeleteUserAttributes", body, { signed: false })).toEqual({ status: 200, body: "{}" });
  expect(await pool.attributes(AccessToken)).not.toHaveProperty("nickname");
});

test("an address takes its flag along, and is a name to sign in by no more (recorded: the flag)", async () => {
  const token = await signedIn("bob");
  await pool.signIn("bob@example.com");
  await remove(token, "email");
  const left = await pool.attributes(token);
  expect(left).not.toHaveProperty("email");
  expect(left).not.toHaveProperty("email_verified");
  expect(await refusedCall(pool.signIn("bob@example.com"))).toBe("UserNotFoundException: User does not exist.");
});

test.each([
  ["family_name", "Invalid user attributes: name.familyName: The attribute name.familyName is required"],
  [
    "custom:tenant",
    "Invalid user attributes: Custom.User.tenant: This attribute does not satisfy the mutability validation defined in the schema.",
  ],
  ["custom:unknown", "Invalid user attributes: Type for attribute {custom:unknown} could not be determined"],
  ["email_verified", "Cannot modify the non-mutable attribute email_verified"],
  ["sub", "Cannot modify the non-mutable attribute sub"],
])("%s cannot be deleted (recorded), and nothing else of the request is", async (name, text) => {
  const token = await signedIn(`user-${name.replace(":", "-")}`);
  expect(await refusedCall(remove(token, "nickname", name))).toBe(`InvalidParameterException: ${text}`);
  expect(await pool.attributes(token)).toHaveProperty("nickname");
});

test("attributes outside the client's WriteAttributes are refused (recorded)", async () => {
  const reader = await pool.addClient({ WriteAttributes: ["family_name"] });
  await signedIn("carol");
  const { accessToken } = await pool.signIn("carol", PASSWORD, reader);
  expect(await refusedCall(remove(accessToken, "nickname"))).toBe(
    "NotAuthorizedException: A client attempted to write unauthorized attribute",
  );
});

test("a code for an address that was deleted verifies nothing", async () => {
  const token = await signedIn("dora");
  await pool.sdk.send(
    new UpdateUserAttributesCommand({
      AccessToken: token,
      UserAttributes: [{ Name: "email", Value: "dora.new@example.com" }],
    }),
  );
  await remove(token, "email");
  expect(await pool.attributes(token)).not.toHaveProperty("email");
});

describeBearerRules("DeleteUserAttributes", (client, AccessToken) =>
  client.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: ["nickname"] })),
);
