import {
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { list, type ManagedPool, manageNewPool, SMS } from "../../../../test/cognito-idp/managed-pool.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
/** E-mail, telephone and preferred name are aliases; e-mail addresses are verified by themselves. */
let pool: ManagedPool;
const update = (username: string, attributes: Record<string, string>, of = pool) =>
  of.sdk.send(new AdminUpdateUserAttributesCommand({ ...of.named(username), UserAttributes: list(attributes) }));
const verify = (AccessToken: string, Code: string, of = pool) =>
  of.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }));

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, {
    pool: {
      AliasAttributes: ["email", "phone_number", "preferred_username"],
      SmsConfiguration: SMS,
      Schema: [
        { Name: "family_name", AttributeDataType: "String", Required: true, Mutable: true },
        { Name: "tenant", AttributeDataType: "String", Mutable: false },
        { Name: "team", AttributeDataType: "String", Mutable: true },
        { Name: "level", AttributeDataType: "Number", Mutable: true },
        { Name: "secret", AttributeDataType: "String", Mutable: true, DeveloperOnlyAttribute: true },
      ],
    },
  });
});
afterAll(() => server.close());

test("attributes change, others stay, the date moves; the answer is an empty object (recorded)", async () => {
  const sub = await pool.addReady("plain", { family_name: "Before", nickname: "nick" });
  const { UserLastModifiedDate: before, UserCreateDate } = await pool.get("plain");
  server.advance({ seconds: 5 });
  const request = { ...pool.named("plain"), UserAttributes: list({ family_name: "After", "custom:team": "blue" }) };
  expect(await rawCall(server, "AdminUpdateUserAttributes", request)).toEqual({ status: 200, body: "{}" });
  expect(await pool.attributesOf("plain")).toEqual({
    sub,
    family_name: "After",
    nickname: "nick",
    "custom:team": "blue",
  });
  const after = await pool.get("plain");
  expect(Number(after.UserLastModifiedDate)).toBeGreaterThan(Number(before));
  expect(after.UserCreateDate).toEqual(UserCreateDate);
});

test("of a name that comes twice the last value counts, and the first is not even looked at (recorded)", async () => {
  await pool.create("twice");
  const UserAttributes = [
    { Name: "birthdate", Value: "far too long for a date" },
    { Name: "birthdate", Value: "2000-01-01" },
  ];
  await pool.sdk.send(new AdminUpdateUserAttributesCommand({ ...pool.named("twice"), UserAttributes }));
  expect((await pool.attributesOf("twice")).birthdate).toBe("2000-01-01");
});

test("an empty value removes an attribute (recorded)", async () => {
  await pool.create("removing", { UserAttributes: list({ nickname: "x" }) });
  await update("removing", { nickname: "", website: "" });
  expect(Object.keys(await pool.attributesOf("removing"))).toEqual(["sub"]);
});

test("values of 2048 characters of any script are kept to the letter", async () => {
  await pool.create("long");
  const nickname = "名🙂"
    .repeat(2048 / 3)
    .padEnd(2048, "e\u0301")
    .slice(0, 2048);
  await update("long", { nickname });
  expect((await pool.attributesOf("long")).nickname).toBe(nickname);
  expect(await refusedCall(update("long", { nickname: "x".repeat(2049) }))).toMatch(
    /^InvalidParameterException: 1 validation error detected: Value at 'userAttributes\.1\.member\.value' failed/,
  );
});

describe("refused, with nothing of the request done", () => {
  test.each([
    ["custom:unknown", "x", "user.custom:unknown: Attribute does not exist in the schema.\n"],
    ["custom:tenant", "other", "user.custom:tenant: Attribute cannot be updated.\n"],
    ["birthdate", "2000-01-01x", "user.birthdate: String must be no longer than 10 characters\n"],
    ["family_name", "", "Invalid user attributes: name.familyName: The attribute name.familyName is required"],
  ])("%s (recorded)", async (name, value, text) => {
    const username = `refused-${name.replace(":", "-")}`;
    await pool.create(username, { UserAttributes: list({ family_name: "Example", nickname: "stays" }) });
    expect(await refusedCall(update(username, { nickname: "goes", [name]: value }))).toBe(
      `InvalidParameterException: ${text}`,
    );
    expect((await pool.attributesOf(username)).nickname).toBe("stays");
  });

  test.each([
    ["email", "no address", "Invalid email address format."],
    ["email", "two@example.com\r\nBcc: x@example.com", "Invalid email address format."],
    ["phone_number", "5555550100", "Invalid phone number format."],
    ["sub", "00000000-0000-0000-0000-000000000000", "Cannot modify the non-mutable attribute sub"],
    ["identities", "[]", "Cannot modify the non-mutable attribute identities"],
    ["email_verified", "true", "email is required when email_verified is true"],
    ["email_verified", "yes", "user.email_verified: Boolean must be true or false\n"],
    ["custom:level", "high", "user.custom:level: Value must be a number\n"],
  ])("%s as %j (assumed)", async (name, value, text) => {
    await pool.create(`assumed-${name}-${value}`.replaceAll(/[^a-z-]/g, ""));
    expect(await refusedCall(update(`assumed-${name}-${value}`.replaceAll(/[^a-z-]/g, ""), { [name]: value }))).toBe(
      `InvalidParameterException: ${text}`,
    );
  });

  test("a value that is null (quoted)", async () => {
    await pool.create("null");
    const request = { ...pool.named("null"), UserAttributes: [{ Name: "picture" }] };
    expect(await rawCall(server, "AdminUpdateUserAttributes", request)).toEqual({
      status: 400,
      body: '{"__type":"InvalidParameterException","message":"Attribute value for picture must not be null"}',
    });
  });
});

test("the administrator writes what no client may: flags, developer's attributes (recorded; the latter assumed)", async () => {
  await pool.create("privileged", { UserAttributes: list({ email: "privileged@example.com" }) });
  await update("privileged", { email_verified: "True", "dev:custom:secret": "s" });
  expect(await pool.attributesOf("privileged")).toMatchObject({ email_verified: "true", "dev:custom:secret": "s" });
  expect((await pool.get("privileged@example.com")).Username).toBe("privileged");
});

describe("a new address", () => {
  test("is not verified, and gets a code where the pool verifies it (recorded; the code documented)", async () => {
    await pool.addReady("moving", { family_name: "M", email: "old@example.com", email_verified: "true" });
    await update("moving", { email: "new@example.com" });
    expect(await pool.attributesOf("moving")).toMatchObject({ email: "new@example.com", email_verified: "false" });
    expect(await refusedCall(pool.get("old@example.com"))).toBe("UserNotFoundException: User does not exist.");
    const code = await server.mailbox.code("new@example.com");
    const { accessToken } = await pool.signIn("moving");
    await verify(accessToken, code);
    expect((await pool.attributesOf("moving")).email_verified).toBe("true");
    expect((await pool.get("new@example.com")).Username).toBe("moving");
  });

  test("that the administrator declares verified gets no code (documented); the mailbox says why", async () => {
    await pool.create("declared");
    await update("declared", { email: "declared@example.com", email_verified: "true" });
    expect((await pool.mailOf("declared")).filter(({ code }) => code)).toEqual([]);
    expect((await pool.reasons("declared"))[0]).toMatch(/the address is verified already/);
  });

  test("that the pool does not verify gets no code; the mailbox says why", async () => {
    await pool.create("texted");
    await update("texted", { phone_number: "+15555550101" });
    expect((await pool.reasons("texted"))[0]).toMatch(/not among the pool's AutoVerifiedAttributes/);
  });

  test("past the limit of codes changes and gets none; the mailbox says why", async () => {
    await pool.create("restless");
    for (let turn = 0; turn < 6; turn += 1) await update("restless", { email: `restless-${turn}@example.com` });
    expect((await pool.attributesOf("restless")).email).toBe("restless-5@example.com");
    const mail = await pool.mailOf("restless");
    expect(mail.filter(({ code }) => code).length).toBe(5);
    expect(mail[0]?.reason).toMatch(/too many codes/);
  });

  test("of an unconfirmed user is not what the code of the sign-up proves", async () => {
    await pool.signUp("swapped", { attributes: { family_name: "S" } });
    const ConfirmationCode = await pool.code("swapped");
    await update("swapped", { email: "swapped-new@example.com" });
    await pool.sdk.send(
      new ConfirmSignUpCommand({ ClientId: pool.main.clientId, Username: "swapped", ConfirmationCode }),
    );
    expect(await pool.attributesOf("swapped")).toMatchObject({ email_verified: "false" });
  });
});

describe("where addresses are verified before they change", () => {
  let cautious: ManagedPool;
  beforeAll(async () => {
    cautious = await manageNewPool(server, {
      pool: {
        AliasAttributes: ["email"],
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
      },
    });
  });
  const old = { email: "old@example.com", email_verified: "true" };

  test("the old address stays until the code of the new one comes (documented)", async () => {
    await cautious.addReady("careful", old);
    await update("careful", { email: "careful@example.com" }, cautious);
    expect(await cautious.attributesOf("careful")).toMatchObject(old);
    expect((await cautious.get("old@example.com")).Username).toBe("careful");
    const { accessToken } = await cautious.signIn("old@example.com");
    await verify(accessToken, await server.mailbox.code("careful@example.com"), cautious);
    expect(await cautious.attributesOf("careful")).toMatchObject({
      email: "careful@example.com",
      email_verified: "true",
    });
  });

  test("the administrator's word replaces it at once, without a code (documented)", async () => {
    await cautious.addReady("trusted", { email: "trusted@example.com", email_verified: "true" });
    await update("trusted", { email: "trusted-new@example.com", email_verified: "true" }, cautious);
    expect(await cautious.attributesOf("trusted")).toMatchObject({
      email: "trusted-new@example.com",
      email_verified: "true",
    });
    expect((await cautious.mailOf("trusted")).filter(({ code }) => code)).toEqual([]);
  });
});

describe("aliases", () => {
  test("a preferred name that is another's user name is refused (recorded)", async () => {
    await pool.create("owner");
    await pool.create("taker");
    expect(await refusedCall(update("taker", { preferred_username: "owner" }))).toBe(
      "AliasExistsException: User account already exists for the alias.",
    );
    expect(await pool.attributesOf("taker")).not.toHaveProperty("preferred_username");
  });

  test("a preferred name that looks like an address is refused, or it could take one over (recorded)", async () => {
    await pool.create("pretender");
    expect(await refusedCall(update("pretender", { preferred_username: "someone@example.com" }))).toMatch(
      /^InvalidParameterException: /,
    );
  });

  test("a preferred name is free once its holder has another", async () => {
    await pool.create("one", { UserAttributes: list({ preferred_username: "shared" }) });
    await pool.create("two");
    await update("one", { preferred_username: "unshared" });
    await update("two", { preferred_username: "shared" });
    expect((await pool.get("shared")).Username).toBe("two");
  });

  test("a verified address moves to whom the administrator says; the former holder keeps it unverified (observed)", async () => {
    const address = { email: "moves@example.com", email_verified: "true" };
    await pool.addReady("former", { family_name: "F", ...address });
    await pool.addReady("latter", { family_name: "L" });
    await update("latter", address);
    expect((await pool.get("moves@example.com")).Username).toBe("latter");
    expect(await pool.attributesOf("former")).toMatchObject({ email: "moves@example.com", email_verified: "false" });
  });

  test("an unverified address may be many users'", async () => {
    for (const name of ["crowd-1", "crowd-2"]) {
      await pool.create(name);
      await update(name, { email: "crowd@example.com" });
    }
    expect(await refusedCall(pool.get("crowd@example.com"))).toBe("UserNotFoundException: User does not exist.");
  });

  test("of users who claim one preferred name at once one gets it", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `claimant-${index}`);
    for (const name of names) await pool.create(name);
    const claims = await Promise.allSettled(names.map((name) => update(name, { preferred_username: "the-name" })));
    expect(claims.filter(({ status }) => status === "fulfilled").length).toBe(1);
  });

  test("where the address is the user name, another's is refused and one's own may change (recorded text; case assumed)", async () => {
    const byMail = await manageNewPool(server, { pool: { UsernameAttributes: ["email"] } });
    await byMail.create("first@example.com");
    await byMail.create("second@example.com");
    const taken = { email: "first@example.com", email_verified: "true" };
    expect(await refusedCall(update("second@example.com", taken, byMail))).toBe(
      "AliasExistsException: User account already exists for the alias.",
    );
    await update("second@example.com", { email: "third@example.com", email_verified: "true" }, byMail);
    expect((await byMail.attributesOf("third@example.com")).email).toBe("third@example.com");
  });
});

test("of changes to different attributes at once none is lost", async () => {
  const names = ["given_name", "middle_name", "nickname", "website", "picture", "zoneinfo", "locale", "gender"];
  await pool.create("parallel");
  await Promise.all(names.map((name) => update("parallel", { [name]: name })));
  expect(await pool.attributesOf("parallel")).toMatchObject(Object.fromEntries(names.map((name) => [name, name])));
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminUpdateUserAttributes", (client, named) =>
    client.send(new AdminUpdateUserAttributesCommand({ ...named, UserAttributes: list({ nickname: "x" }) })),
  );
});
