import {
  type AttributeType,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeBearerRules } from "../../../../test/cognito-idp/bearer-rules.ts";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
let cautious: PoolInUse;
const list = (attributes: Record<string, string>): AttributeType[] =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
const update = (AccessToken: string, attributes: Record<string, string>, of = pool) =>
  of.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: list(attributes) }));
const verify = (AccessToken: string, Code: string, AttributeName = "email", of = pool) =>
  of.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
async function signedIn(username: string, of = pool): Promise<string> {
  await of.addUser(username);
  return (await of.signIn(username)).accessToken;
}

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, {
    pool: {
      AliasAttributes: ["email", "phone_number", "preferred_username"],
      SmsConfiguration: SMS,
      Schema: [
        { Name: "family_name", Required: true, Mutable: true, AttributeDataType: "String" },
        { Name: "tenant", AttributeDataType: "String", Mutable: false },
        { Name: "team", AttributeDataType: "String", Mutable: true },
      ],
    },
  });
  const plain = pool.signUp;
  // The pool requires a family name of everyone.
  pool.signUp = (username, user = {}) =>
    plain(username, { ...user, attributes: { family_name: "Example", ...user.attributes } });
  cautious = await putPoolInUse(server, {
    pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
  });
});
afterAll(() => server.close());

describe("values", () => {
  test("are kept, the last of several of one name, and an empty one takes an attribute away (recorded)", async () => {
    const token = await signedIn("ann");
    const UserAttributes = [
      ...list({ "custom:team": "first" }),
      ...list({ "custom:team": "second", nickname: "Annie" }),
    ];
    await pool.sdk.send(new UpdateUserAttributesCommand({ AccessToken: token, UserAttributes }));
    expect(await pool.attributes(token)).toMatchObject({ "custom:team": "second", nickname: "Annie" });
    await update(token, { nickname: "" });
    expect(await pool.attributes(token)).not.toHaveProperty("nickname");
  });

  test("answer an empty object when nothing is sent (recorded)", async () => {
    const AccessToken = await signedIn("abe");
    const body = { AccessToken, UserAttributes: list({ nickname: "A" }) };
    expect(await rawCall(server, "UpdateUserAttributes", body, { signed: false })).toEqual({ status: 200, body: "{}" });
  });

  test("of a batch with one bad entry change nothing (recorded)", async () => {
    const token = await signedIn("bob");
    const before = await pool.attributes(token);
    expect(await refusedCall(update(token, { nickname: "Bobby", "custom:unknown": "x" }))).toBe(
      "InvalidParameterException: user.custom:unknown: Attribute does not exist in the schema.\n",
    );
    expect(await pool.attributes(token)).toEqual(before);
  });

  test.each([
    ["email_verified", "true", "Cannot modify the non-mutable attribute email_verified"],
    ["sub", "x", "Cannot modify the non-mutable attribute sub"],
    ["custom:tenant", "x", "user.custom:tenant: Attribute cannot be updated.\n"],
    ["birthdate", "12345678901", "user.birthdate: String must be no longer than 10 characters\n"],
  ])("of %s are refused (recorded)", async (name, value, text) => {
    const token = await signedIn(`user-${name.replace(":", "-")}`);
    expect(await refusedCall(update(token, { [name]: value }))).toBe(`InvalidParameterException: ${text}`);
  });

  test("of 2048 characters and of any script pass unchanged", async () => {
    const token = await signedIn("carl");
    const values = { nickname: "x".repeat(2048), profile: "名前 🐎 е́", website: " padded " };
    await update(token, values);
    expect(await pool.attributes(token)).toMatchObject(values);
  });

  test("outside the client's WriteAttributes are refused (recorded)", async () => {
    const reader = await pool.addClient({ WriteAttributes: ["family_name", "nickname"] });
    await pool.addUser("carol");
    const { accessToken } = await pool.signIn("carol", PASSWORD, reader);
    expect(await refusedCall(update(accessToken, { "custom:team": "x" }))).toBe(
      "NotAuthorizedException: A client attempted to write unauthorized attribute",
    );
    await update(accessToken, { nickname: "Caro" });
  });
});

describe("a new address", () => {
  test("is not verified, and a code goes there (recorded: the flag)", async () => {
    const token = await signedIn("dora");
    const { CodeDeliveryDetailsList } = await update(token, { email: "dora.new@new.example" });
    expect(CodeDeliveryDetailsList).toEqual([
      { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "d***@n***" },
    ]);
    expect(await pool.attributes(token)).toMatchObject({ email: "dora.new@new.example", email_verified: "false" });
    await verify(token, await server.mailbox.code("dora.new@new.example"));
    expect(await pool.attributes(token)).toMatchObject({ email: "dora.new@new.example", email_verified: "true" });
  });

  test("that the pool does not verify by itself gets no code, and the mailbox says why", async () => {
    const token = await signedIn("eve");
    expect(await update(token, { phone_number: "+4915112345678" })).not.toHaveProperty("CodeDeliveryDetailsList");
    expect((await pool.reasons("eve"))[0]).toMatch(/not among the pool's AutoVerifiedAttributes/);
  });

  test("that is the old one stays verified and gets no code, and the mailbox says why (assumed)", async () => {
    const token = await signedIn("fay");
    expect(await update(token, { email: "fay@example.com" })).not.toHaveProperty("CodeDeliveryDetailsList");
    expect((await pool.reasons("fay"))[0]).toMatch(/the address is verified already/);
    expect(await pool.attributes(token)).toMatchObject({ email_verified: "true" });
  });

  test("of a bad form is refused (quoted by third parties)", async () => {
    const token = await signedIn("gus");
    expect(await refusedCall(update(token, { email: "no address" }))).toBe(
      "InvalidParameterException: Invalid email address format.",
    );
    expect(await refusedCall(update(token, { phone_number: "12" }))).toBe(
      "InvalidParameterException: Invalid phone number format.",
    );
  });

  test("takes the name away that the old one was to sign in by, and is one itself once verified", async () => {
    const token = await signedIn("hans");
    await pool.signIn("hans@example.com");
    await update(token, { email: "hans.new@example.com" });
    for (const name of ["hans@example.com", "hans.new@example.com"]) {
      expect(await refusedCall(pool.signIn(name))).toBe("UserNotFoundException: User does not exist.");
    }
    await verify(token, await server.mailbox.code("hans.new@example.com"));
    await pool.signIn("hans.new@example.com");
  });

  test("of which the old code was not used leaves nothing for that code to verify", async () => {
    const token = await signedIn("ida");
    await update(token, { email: "ida.one@example.com" });
    const code = await server.mailbox.code("ida.one@example.com");
    await update(token, { email: "ida.two@example.com" });
    expect(await refusedCall(verify(token, code))).toMatch(/^(CodeMismatch|ExpiredCode)Exception: /);
    expect(await pool.attributes(token)).toMatchObject({ email_verified: "false" });
  });
});

describe("a name to sign in by", () => {
  test("that is another user's is refused, whether preferred name or user name (recorded for administrators)", async () => {
    await pool.addUser("jane");
    const token = await signedIn("jack");
    const refused = "AliasExistsException: User account already exists for the alias.";
    expect(await refusedCall(update(token, { preferred_username: "jane" }))).toBe(refused);
    await update(token, { preferred_username: "jackie" });
    const other = await signedIn("jill");
    expect(await refusedCall(update(other, { preferred_username: "jackie" }))).toBe(refused);
    await pool.signIn("jackie");
  });

  test("is given once when two ask at once", async () => {
    const tokens = await Promise.all(["kim", "kai"].map((username) => signedIn(username)));
    const asked = tokens.map((token) => update(token, { preferred_username: "kk" }));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("that is taken as an address of sign-in is refused where addresses are user names (assumed: the text)", async () => {
    const addresses = await putPoolInUse(server, { pool: { UsernameAttributes: ["email"] } });
    await addresses.addUser("one@example.com", { email: null });
    await addresses.addUser("two@example.com", { email: null });
    const { accessToken } = await addresses.signIn("two@example.com");
    expect(await refusedCall(update(accessToken, { email: "one@example.com" }, addresses))).toMatch(
      /^AliasExistsException: /,
    );
    await update(accessToken, { email: "three@example.com" }, addresses);
    await addresses.signIn("three@example.com");
  });
});

describe("where an address is verified before it is updated", () => {
  test("the old one stays, verified, until the code of the new one comes (documented)", async () => {
    const token = await signedIn("lena", cautious);
    const { CodeDeliveryDetailsList } = await update(token, { email: "lena.new@new.example" }, cautious);
    expect(present(CodeDeliveryDetailsList)[0]?.Destination).toBe("l***@n***");
    expect(await cautious.attributes(token)).toMatchObject({ email: "lena@example.com", email_verified: "true" });
    await verify(token, await server.mailbox.code("lena.new@new.example"), "email", cautious);
    expect(await cautious.attributes(token)).toMatchObject({ email: "lena.new@new.example", email_verified: "true" });
  });

  test("going back to the old one forgets the one that waits", async () => {
    const token = await signedIn("mia", cautious);
    await update(token, { email: "mia.new@example.com" }, cautious);
    const code = await server.mailbox.code("mia.new@example.com");
    await update(token, { email: "mia@example.com" }, cautious);
    expect(await refusedCall(verify(token, code, "email", cautious))).toMatch(/^ExpiredCodeException: /);
    expect(await cautious.attributes(token)).toMatchObject({ email: "mia@example.com", email_verified: "true" });
  });

  test("other attributes of the same request change at once", async () => {
    const token = await signedIn("nora", cautious);
    await update(token, { email: "nora.new@example.com", nickname: "No" }, cautious);
    expect(await cautious.attributes(token)).toMatchObject({ email: "nora@example.com", nickname: "No" });
  });
});

test("past the limit attribute-code the change stands and nothing is sent; the mailbox says why", async () => {
  const token = await signedIn("olga");
  for (let sent = 0; sent < 5; sent += 1) await update(token, { email: `olga${sent}@example.com` });
  expect(await update(token, { email: "victim@example.com" })).not.toHaveProperty("CodeDeliveryDetailsList");
  const [note, ...sent] = await server.mailbox.messages({ to: "victim@example.com" });
  expect(note).toMatchObject({ code: null, body: "" });
  expect(sent).toEqual([]);
  expect((await pool.reasons("olga"))[0]).toMatch(/too many codes were asked for/);
  expect(await pool.attributes(token)).toMatchObject({ email: "victim@example.com", email_verified: "false" });
});

test("changes of one user at once are all kept", async () => {
  const token = await signedIn("pia");
  const names = ["nickname", "website", "profile", "zoneinfo", "locale"];
  await Promise.all(names.map((name) => update(token, { [name]: `value of ${name}` })));
  expect(await pool.attributes(token)).toMatchObject(
    Object.fromEntries(names.map((name) => [name, `value of ${name}`])),
  );
});

describeBearerRules("UpdateUserAttributes", (client, AccessToken) =>
  client.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: list({ nickname: "x" }) })),
);
