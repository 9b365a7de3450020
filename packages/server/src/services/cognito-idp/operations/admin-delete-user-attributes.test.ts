import { AdminDeleteUserAttributesCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ManagedPool, manageNewPool } from "../../../../test/cognito-idp/managed-pool.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: ManagedPool;
const remove = (username: string, ...UserAttributeNames: string[]) =>
  pool.sdk.send(new AdminDeleteUserAttributesCommand({ ...pool.named(username), UserAttributeNames }));

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, {
    pool: {
      AliasAttributes: ["email"],
      Schema: [
        { Name: "family_name", AttributeDataType: "String", Required: true, Mutable: true },
        { Name: "tenant", AttributeDataType: "String", Mutable: false },
        { Name: "secret", AttributeDataType: "String", Mutable: true, DeveloperOnlyAttribute: true },
      ],
    },
  });
});
afterAll(() => server.close());

test("attributes go, an address with its flag and as a name to sign in by; the answer is an empty object (recorded)", async () => {
  const attributes = { family_name: "Example", given_name: "Al", email: "al@example.com", email_verified: "true" };
  const sub = await pool.addReady("al", attributes);
  const request = { ...pool.named("al"), UserAttributeNames: ["given_name", "email"] };
  expect(await rawCall(server, "AdminDeleteUserAttributes", request)).toEqual({ status: 200, body: "{}" });
  expect(await pool.attributesOf("al")).toEqual({ sub, family_name: "Example" });
  expect(await refusedCall(pool.get("al@example.com"))).toBe("UserNotFoundException: User does not exist.");
});

test("removing what is not there succeeds, twice in one request too (recorded; the latter assumed)", async () => {
  await pool.create("empty");
  await remove("empty", "nickname", "nickname", "email");
  expect(Object.keys(await pool.attributesOf("empty"))).toEqual(["sub"]);
});

test.each([
  ["family_name", "Invalid user attributes: name.familyName: The attribute name.familyName is required"],
  [
    "custom:tenant",
    "Invalid user attributes: Custom.User.tenant: This attribute does not satisfy the mutability validation defined in the schema.",
  ],
  ["custom:unknown", "Invalid user attributes: Type for attribute {custom:unknown} could not be determined"],
  ["sub", "Cannot modify the non-mutable attribute sub"],
])("refuses %s, and nothing of the request happens (recorded; sub assumed)", async (name, text) => {
  const username = `kept-${name.replace(":", "-")}`;
  await pool.create(username, {
    UserAttributes: [
      { Name: "family_name", Value: "Example" },
      { Name: "custom:tenant", Value: "owned" },
      { Name: "nickname", Value: "stays" },
    ],
  });
  expect(await refusedCall(remove(username, "nickname", name))).toBe(`InvalidParameterException: ${text}`);
  expect((await pool.attributesOf(username)).nickname).toBe("stays");
});

test("the administrator removes a flag and a developer's attribute (assumed)", async () => {
  const attributes = { family_name: "Example", email: "dev@example.com", email_verified: "true" };
  await pool.addReady("dev", { ...attributes, "dev:custom:secret": "x" });
  await remove("dev", "email_verified", "dev:custom:secret");
  expect(await pool.attributesOf("dev")).toEqual({
    sub: expect.any(String),
    family_name: "Example",
    email: "dev@example.com",
  });
});

test("of many deletions at once none is lost", async () => {
  const names = ["given_name", "middle_name", "nickname", "website", "picture", "zoneinfo", "locale", "gender"];
  await pool.addReady("parallel", Object.fromEntries([...names, "family_name"].map((name) => [name, "value"])));
  await Promise.all(names.map((name) => remove("parallel", name)));
  expect(Object.keys(await pool.attributesOf("parallel")).sort()).toEqual(["family_name", "sub"]);
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminDeleteUserAttributes", (client, named) =>
    client.send(new AdminDeleteUserAttributesCommand({ ...named, UserAttributeNames: ["nickname"] })),
  );
});
