import {
  AddCustomAttributesCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  DeleteUserAttributesCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClientInUse,
  claimsOf,
  OTHER_PASSWORD,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
} from "../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../cognito-idp/refused-call.ts";
import { present } from "../cognito-idp/test-pool.ts";
import { startTestServer } from "../start-test-server.ts";

/** A user gives himself attributes on which others rely: verified addresses, roles, tenants, an identity. */
let server: Poolhouse;
let pool: PoolInUse;
let narrow: ClientInUse;
let users = 0;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, {
    pool: {
      Schema: [
        { Name: "tenant", AttributeDataType: "String", Mutable: false },
        { Name: "role", AttributeDataType: "String", Mutable: true },
        { Name: "plan", AttributeDataType: "String", Mutable: true, DeveloperOnlyAttribute: true },
      ],
    },
  });
  narrow = await pool.addClient({ WriteAttributes: ["email", "nickname"], ReadAttributes: ["nickname"] });
});
afterAll(() => server.close());

const listOf = (attributes: Record<string, string>) =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

/** What no user may give himself through the narrow client, each with a value that would be worth having. */
const wanted: Record<string, string> = {
  email_verified: "true",
  phone_number_verified: "true",
  sub: "00000000-0000-7000-8000-000000000000",
  identities: '[{"providerName":"Google","userId":"1"}]',
  "cognito:user_status": "CONFIRMED",
  "cognito:username": "admin",
  "cognito:groups": "admins",
  "cognito:mfa_enabled": "false",
  "custom:role": "admin",
  "custom:tenant": "victims",
  "custom:plan": "enterprise",
  "dev:custom:plan": "enterprise",
  "dev:plan": "enterprise",
  plan: "enterprise",
  "custom:unknown": "x",
  unknown: "x",
  username: "admin",
  status: "CONFIRMED",
  enabled: "true",
  family_name: "not writable here",
  __proto__x: "x",
  constructor: "x",
  toString: "x",
  token_use: "access",
  aud: "other",
  iss: "https://evil.example",
  exp: "9999999999",
  EMAIL_VERIFIED: "true",
  "email_verified ": "true",
  "userAttributes.email_verified": "true",
};

async function attributesOf(Username: string): Promise<Record<string, string>> {
  const { UserAttributes = [] } = await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: pool.poolId, Username }));
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [present(Name), Value ?? ""]));
}

const refusal = /^(NotAuthorized|InvalidParameter|Serialization)Exception: /;

describe.each(Object.entries(wanted))("%s", (name, value) => {
  test("is not given at sign-up", async () => {
    users += 1;
    const signUp = new SignUpCommand({
      ClientId: narrow.clientId,
      Username: `user${users}`,
      Password: PASSWORD,
      UserAttributes: listOf({ email: `user${users}@example.com`, [name]: value }),
    });
    expect(await refusedCall(pool.sdk.send(signUp))).toMatch(refusal);
  });

  test("is not given, nor taken away, by an update; the whole update fails", async () => {
    users += 1;
    const username = `user${users}`;
    await pool.addUser(username);
    const before = await attributesOf(username);
    const { accessToken: AccessToken } = await pool.signIn(username, undefined, narrow);
    const update = new UpdateUserAttributesCommand({
      AccessToken,
      UserAttributes: listOf({ nickname: "changed", [name]: value }),
    });
    expect(await refusedCall(pool.sdk.send(update))).toMatch(refusal);
    const remove = new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: ["nickname", name] });
    expect(await refusedCall(pool.sdk.send(remove))).toMatch(refusal);
    expect(await attributesOf(username)).toEqual(before);
  });

  test("is not given with the new password of an invited user", async () => {
    users += 1;
    const username = `user${users}`;
    const invite = {
      UserPoolId: pool.poolId,
      Username: username,
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
    } as const;
    await pool.sdk.send(
      new AdminCreateUserCommand({ ...invite, UserAttributes: listOf({ email: `${username}@example.com` }) }),
    );
    const before = await attributesOf(username);
    const { Session } = await pool.sdk.send(
      new InitiateAuthCommand({
        ClientId: narrow.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD },
      }),
    );
    const respond = new RespondToAuthChallengeCommand({
      ClientId: narrow.clientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: {
        USERNAME: username,
        NEW_PASSWORD: OTHER_PASSWORD,
        "userAttributes.nickname": "changed",
        [`userAttributes.${name}`]: value,
      },
    });
    expect(await refusedCall(pool.sdk.send(respond))).toMatch(refusal);
    expect(await attributesOf(username)).toEqual(before);
  });
});

test("what an immutable attribute was set to at sign-up stays, through a client that may write it too", async () => {
  await pool.addUser("tenant-user", { attributes: { "custom:tenant": "mine" } });
  const { accessToken: AccessToken } = await pool.signIn("tenant-user");
  for (const Value of ["victims", "", "mine"]) {
    const update = new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: "custom:tenant", Value }] });
    expect(await refusedCall(pool.sdk.send(update))).toMatch(
      /^InvalidParameterException: user\.custom:tenant: Attribute cannot be updated\./,
    );
  }
  const remove = new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: ["custom:tenant"] });
  expect(await refusedCall(pool.sdk.send(remove))).toMatch(/^InvalidParameterException: /);
  expect((await attributesOf("tenant-user"))["custom:tenant"]).toBe("mine");
});

test("a verified address is not kept verified by writing it away and back, or twice in one request", async () => {
  await pool.addUser("flags");
  const { accessToken: AccessToken } = await pool.signIn("flags");
  const update = (UserAttributes: { Name: string; Value: string }[]) =>
    pool.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
  await update([
    { Name: "email", Value: "flags@example.com" },
    { Name: "email", Value: "victim@example.com" },
  ]);
  expect(await attributesOf("flags")).toMatchObject({ email: "victim@example.com", email_verified: "false" });
  await update([{ Name: "email", Value: "flags@example.com" }]);
  expect((await attributesOf("flags")).email_verified).toBe("false");
});

test("an address without a verified flag is not made one by an administrator's next change of something else", async () => {
  await pool.addUser("admin-change");
  const { accessToken: AccessToken } = await pool.signIn("admin-change");
  await pool.sdk.send(
    new UpdateUserAttributesCommand({ AccessToken, UserAttributes: listOf({ email: "victim2@example.com" }) }),
  );
  const named = { UserPoolId: pool.poolId, Username: "admin-change" };
  await pool.sdk.send(new AdminUpdateUserAttributesCommand({ ...named, UserAttributes: listOf({ nickname: "x" }) }));
  expect((await attributesOf("admin-change")).email_verified).toBe("false");
});

test("the developer's attributes and those a client may not read show in no token and no answer of it", async () => {
  await pool.addUser("reader", { attributes: { "custom:role": "member", nickname: "nick" } });
  const named = { UserPoolId: pool.poolId, Username: "reader" };
  await pool.sdk.send(
    new AdminUpdateUserAttributesCommand({ ...named, UserAttributes: listOf({ "dev:custom:plan": "secret-plan" }) }),
  );
  for (const client of [narrow, pool.main]) {
    const { idToken, accessToken } = await pool.signIn("reader", undefined, client);
    const seen = JSON.stringify([claimsOf(idToken), claimsOf(accessToken), await pool.attributes(accessToken)]);
    expect(seen).not.toContain("secret-plan");
    if (client === narrow) for (const hidden of ["reader@example.com", "member"]) expect(seen).not.toContain(hidden);
  }
});

test("nor in the challenge of an invited user (assumed)", async () => {
  const email = "invited-reader@example.com";
  const UserAttributes = listOf({ email, nickname: "nick", "custom:role": "member", "dev:custom:plan": "secret-plan" });
  const invite = { UserPoolId: pool.poolId, Username: "invited-reader", TemporaryPassword: PASSWORD, UserAttributes };
  await pool.sdk.send(new AdminCreateUserCommand({ ...invite, MessageAction: "SUPPRESS" }));
  const AuthParameters = { USERNAME: "invited-reader", PASSWORD };
  const toldTo = async ({ clientId: ClientId }: ClientInUse) => {
    const begin = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    const { ChallengeParameters } = await pool.sdk.send(begin);
    return JSON.parse(ChallengeParameters?.userAttributes ?? "");
  };
  expect(await toldTo(narrow)).toEqual({ nickname: "nick" });
  expect(await toldTo(pool.main)).toEqual({ email, nickname: "nick", "custom:role": "member" });
});

test("no attribute, whatever it is called, takes the place of a token's own claims", async () => {
  await pool.sdk.send(
    new AddCustomAttributesCommand({
      UserPoolId: pool.poolId,
      CustomAttributes: ["sub", "iss", "aud", "exp", "token_use", "cognito:groups"].flatMap((Name) =>
        /^[\w]+$/.test(Name) ? [{ Name, AttributeDataType: "String" as const, Mutable: true }] : [],
      ),
    }),
  );
  await pool.addUser("claims", {
    attributes: {
      "custom:sub": "other",
      "custom:iss": "evil",
      "custom:aud": "other",
      "custom:exp": "9",
      "custom:token_use": "access",
    },
  });
  const { idToken, accessToken } = await pool.signIn("claims");
  for (const claims of [claimsOf(idToken), claimsOf(accessToken)]) {
    expect([claims.sub, claims.iss, claims.exp]).not.toEqual(expect.arrayContaining(["other", "evil", "9"]));
  }
  expect(claimsOf(idToken)).toMatchObject({ aud: pool.main.clientId, token_use: "id", "custom:token_use": "access" });
  expect(claimsOf(accessToken)).not.toHaveProperty("custom:sub");
});
