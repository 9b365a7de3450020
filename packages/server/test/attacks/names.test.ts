import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimsOf, OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../cognito-idp/refused-call.ts";
import { present } from "../cognito-idp/test-pool.ts";
import { startTestServer } from "../start-test-server.ts";

/** Somebody takes a name, or an alias, that means another. */
let server: Poolhouse;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const update = (pool: PoolInUse, AccessToken: string, attributes: Record<string, string>) =>
  pool.sdk.send(
    new UpdateUserAttributesCommand({
      AccessToken,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
const adminUpdate = (pool: PoolInUse, Username: string, attributes: Record<string, string>) =>
  pool.sdk.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: pool.poolId,
      Username,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
/** Whom a name and a password sign in: the sub. */
const whoSignsIn = async (pool: PoolInUse, name: string, password = PASSWORD) =>
  claimsOf((await pool.signIn(name, password)).accessToken).sub;

describe("a user's sub, which every token shows, is nobody else's name", () => {
  let pool: PoolInUse;
  let sub: string;
  beforeAll(async () => {
    pool = await putPoolInUse(server, {
      pool: { AliasAttributes: ["preferred_username"], UsernameConfiguration: { CaseSensitive: false } },
    });
    sub = await pool.addUser("victim");
    await pool.addUser("mallory");
    await pool.sdk.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName: "admins" }));
  });

  test("not by signing up: administrators' programs name users by their sub", async () => {
    for (const name of [sub, sub.toUpperCase()]) {
      expect(await refusedCall(pool.signUp(name, { email: "mallory@example.com" }))).toBe(
        "UsernameExistsException: User already exists",
      );
    }
  });

  test("not by a preferred name, given at first or later", async () => {
    const { accessToken } = await pool.signIn("mallory");
    expect(await refusedCall(update(pool, accessToken, { preferred_username: sub }))).toMatch(
      /^AliasExistsException: /,
    );
    expect(await refusedCall(adminUpdate(pool, "mallory", { preferred_username: sub }))).toMatch(
      /^AliasExistsException: /,
    );
  });

  test("not by an administrator's mistake", async () => {
    const create = new AdminCreateUserCommand({ UserPoolId: pool.poolId, Username: sub, MessageAction: "SUPPRESS" });
    expect(await refusedCall(pool.sdk.send(create))).toMatch(/^UsernameExistsException: /);
  });

  test("so that what is done to the sub is done to its user", async () => {
    await pool.signUp(sub).catch(() => {});
    const named = { UserPoolId: pool.poolId, Username: sub };
    expect((await pool.sdk.send(new AdminGetUserCommand(named))).Username).toBe("victim");
    await pool.sdk.send(new AdminAddUserToGroupCommand({ ...named, GroupName: "admins" }));
    const { Groups } = await pool.sdk.send(new AdminListGroupsForUserCommand({ ...named, Username: "victim" }));
    expect(Groups).toHaveLength(1);
    await pool.sdk.send(new AdminDisableUserCommand(named));
    expect((await pool.sdk.send(new AdminGetUserCommand({ ...named, Username: "victim" }))).Enabled).toBe(false);
  });

  test("and a name like a sub that nobody has is a name like any other", async () => {
    const free = "00000000-0000-7000-8000-000000000000";
    const own = await pool.addUser(free);
    expect(await whoSignsIn(pool, free)).toBe(own);
  });

  test("where the address is the name, one's own sub stays one's own name", async () => {
    const byEmail = await putPoolInUse(server, { pool: { UsernameAttributes: ["email"] } });
    const own = await byEmail.addUser("someone@example.com", { email: "someone@example.com" });
    expect(await whoSignsIn(byEmail, own)).toBe(own);
  });
});

describe("a verified address that signs its owner in", () => {
  let pool: PoolInUse;
  let victim: string;
  beforeAll(async () => {
    pool = await putPoolInUse(server, {
      pool: { AliasAttributes: ["email", "phone_number", "preferred_username"], AutoVerifiedAttributes: ["email"] },
    });
    victim = await pool.addUser("victim", { email: "victim@example.com" });
    await pool.addUser("mallory", { email: "mallory@example.com" });
  });

  test("is not taken over by writing it into one's own profile", async () => {
    const { accessToken } = await pool.signIn("mallory");
    await update(pool, accessToken, { email: "victim@example.com" });
    expect(await whoSignsIn(pool, "victim@example.com")).toBe(victim);
    const attributes = await pool.attributes(accessToken);
    expect([attributes.email, attributes.email_verified]).toEqual(["victim@example.com", "false"]);
    // Nor by the password of whoever wrote it.
    await adminUpdate(pool, "mallory", { email: "mallory@example.com", email_verified: "true" });
  });

  test("is not taken over by signing up with it, confirmed by an administrator or not", async () => {
    await pool.signUp("squatter", { email: "victim@example.com", password: OTHER_PASSWORD });
    expect(await refusedCall(pool.signIn("victim@example.com", OTHER_PASSWORD))).toMatch(/^NotAuthorizedException: /);
    expect(await whoSignsIn(pool, "victim@example.com")).toBe(victim);
  });

  test("moves with ForceAliasCreation only to whoever reads its mail, and its former owner keeps the account", async () => {
    await pool.signUp("mover", { email: "victim@example.com" });
    const confirm = (ConfirmationCode: string) =>
      pool.sdk.send(
        new ConfirmSignUpCommand({
          ClientId: pool.main.clientId,
          Username: "mover",
          ConfirmationCode,
          ForceAliasCreation: true,
        }),
      );
    expect(await refusedCall(confirm("000000"))).toMatch(/^CodeMismatchException/);
    expect(await whoSignsIn(pool, "victim@example.com")).toBe(victim);
    await confirm(await pool.code("mover"));
    expect(await whoSignsIn(pool, "victim")).toBe(victim);
    await pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: "mover" }));
    await adminUpdate(pool, "victim", { email_verified: "true" });
  });

  test("does not get its owner's reset codes sent elsewhere, however it is written", async () => {
    await server.mailbox.clear();
    for (const Username of ["victim@example.com", "VICTIM@example.com", "victim@exämple.com", "victim@example.com "]) {
      await pool.sdk.send(new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username })).catch(() => {});
    }
    const sent = (await server.mailbox.messages({ poolId: pool.poolId })).filter(({ code }) => code);
    expect(new Set(sent.map(({ to }) => to))).toEqual(new Set(["victim@example.com"]));
  });

  test("is nobody's user name, nor a preferred name", async () => {
    expect(await refusedCall(pool.signUp("victim@example.com"))).toMatch(
      /^InvalidParameterException: Username cannot be of email format/,
    );
    expect(await refusedCall(pool.signUp("+15551234567"))).toMatch(/^InvalidParameterException: /);
    const { accessToken } = await pool.signIn("mallory");
    for (const name of ["victim@example.com", "+15551234567", "victim"]) {
      expect(await refusedCall(update(pool, accessToken, { preferred_username: name }))).toMatch(
        /^(InvalidParameter|AliasExists)Exception: /,
      );
    }
  });

  test("is not verified by the code for another address of one's own", async () => {
    const { accessToken: AccessToken } = await pool.signIn("mallory");
    await update(pool, AccessToken, { email: "mallory2@example.com" });
    const Code = await server.mailbox.code("mallory2@example.com");
    await update(pool, AccessToken, { email: "victim@example.com" });
    for (const code of [Code, "000000"]) {
      const verify = new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: code });
      expect(await refusedCall(pool.sdk.send(verify))).toMatch(/^(CodeMismatch|ExpiredCode)Exception: /);
    }
    expect((await pool.attributes(AccessToken)).email_verified).toBe("false");
    expect(await whoSignsIn(pool, "victim@example.com")).toBe(victim);
  });

  test("cannot become an alias twice, not even when both codes are answered at once", async () => {
    const tokens = await Promise.all(
      ["racer1", "racer2"].map(async (name) => {
        await pool.addUser(name);
        const { accessToken } = await pool.signIn(name);
        await update(pool, accessToken, { email: "shared@example.com" });
        return { accessToken, code: await pool.code(name) };
      }),
    );
    const answers = await Promise.allSettled(
      tokens.map(({ accessToken, code }) =>
        pool.sdk.send(new VerifyUserAttributeCommand({ AccessToken: accessToken, AttributeName: "email", Code: code })),
      ),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(
      answers.filter((answer) => answer.status === "rejected" && answer.reason.name === "AliasExistsException"),
    ).toHaveLength(1);
  });

  test("is freed when it is changed, and signs nobody in who merely had it", async () => {
    await pool.addUser("mover2", { email: "old@example.com" });
    const { accessToken } = await pool.signIn("mover2");
    await update(pool, accessToken, { email: "new@example.com" });
    expect(await refusedCall(pool.signIn("old@example.com"))).toMatch(/^UserNotFoundException/);
    expect(await refusedCall(pool.signIn("new@example.com"))).toMatch(/^UserNotFoundException/);
  });
});

describe("where the address is the user name", () => {
  test("a changed, unverified address gets no reset code, and its former one neither", async () => {
    const pool = await putPoolInUse(server, { pool: { UsernameAttributes: ["email"] } });
    await pool.addUser("victim@example.com", { email: "victim@example.com" });
    await pool.addUser("mallory@example.com", { email: "mallory@example.com" });
    const { accessToken } = await pool.signIn("mallory@example.com");
    expect(await refusedCall(update(pool, accessToken, { email: "victim@example.com" }))).toMatch(
      /^AliasExistsException: /,
    );
    await update(pool, accessToken, { email: "unclaimed@example.com" });
    const forgot = (Username: string) =>
      pool.sdk.send(new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username }));
    expect(await refusedCall(forgot("unclaimed@example.com"))).toMatch(
      /^InvalidParameterException: Cannot reset password/,
    );
    expect(await refusedCall(forgot("mallory@example.com"))).toMatch(/^UserNotFoundException/);
  });

  test("another address in the attributes than in the name is refused at sign-up", async () => {
    const pool = await putPoolInUse(server, { pool: { UsernameAttributes: ["email"] } });
    expect(await refusedCall(pool.signUp("mine@example.com", { email: "victim@example.com" }))).toMatch(
      /^InvalidParameterException: /,
    );
  });
});

describe("names that look alike are one name", () => {
  const alike: readonly (readonly [rule: string, first: string, second: string, caseSensitive: boolean])[] = [
    ["composed and decomposed letters", "Zoë", "Zoë".normalize("NFD"), true],
    ["Hangul syllables and their parts", "한글", "한글".normalize("NFD"), true],
    ["the Angstrom sign and the letter", "\u212Bngstrom", "\u00C5ngstrom", true],
    ["other letter case, where it does not count", "Alice", "aLICE", false],
    ["the Kelvin sign and k, where case does not count", "\u212Aelvin", "kelvin", false],
    ["Cyrillic in other case, where it does not count", "Иван", "ИВАН", false],
    ["Greek in other case, where it does not count", "ΟΔΥΣΣΕΥΣ", "οδυσσευς", false],
  ];
  test.each(alike)("%s", async (_, first, second, CaseSensitive) => {
    const pool = await putPoolInUse(server, { pool: { UsernameConfiguration: { CaseSensitive } } });
    const sub = await pool.addUser(first, { email: "a@example.com" });
    expect(await refusedCall(pool.signUp(second, { email: "b@example.com", password: OTHER_PASSWORD }))).toBe(
      "UsernameExistsException: User already exists",
    );
    expect(await whoSignsIn(pool, second)).toBe(sub);
  });

  test("addresses too, where they sign in", async () => {
    const pool = await putPoolInUse(server, {
      pool: { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
    });
    await pool.addUser("Victim@Example.com", { email: "Victim@Example.com" });
    for (const name of ["victim@example.com", "VICTIM@EXAMPLE.COM", "vi\u0063tim@example.com"]) {
      expect(await refusedCall(pool.signUp(name, { email: name }))).toMatch(/^UsernameExistsException/);
    }
  });

  test("letters that show nothing are no part of a name", async () => {
    const pool = await putPoolInUse(server);
    for (const hidden of ["\u200B", "\u200D", "\u2060", "\uFEFF", "\u202E", "\u00AD", "\u0000", "\n", " ", "\uE000"]) {
      expect(await refusedCall(pool.signUp(`vic${hidden}tim`, { email: "x@example.com" }))).toMatch(
        /^(InvalidParameter|Serialization)Exception: /,
      );
    }
  });
});

describe("a name is nobody's in another pool, account or region", () => {
  test("codes, passwords and resends stay in their pool", async () => {
    const [first, second] = await Promise.all([putPoolInUse(server), putPoolInUse(server)]);
    await first.signUp("victim");
    await second.signUp("victim", { email: "other@example.com" });
    const code = await first.code("victim");
    if (code !== (await second.code("victim"))) {
      const confirm = new ConfirmSignUpCommand({
        ClientId: second.main.clientId,
        Username: "victim",
        ConfirmationCode: code,
      });
      expect(await refusedCall(second.sdk.send(confirm))).toMatch(/^CodeMismatchException/);
    }
    await server.mailbox.clear();
    await second.sdk.send(new ResendConfirmationCodeCommand({ ClientId: second.main.clientId, Username: "victim" }));
    expect((await server.mailbox.messages()).map(({ to }) => to)).toEqual(["other@example.com"]);
  });
});

test("a pending address is nobody's alias, and replaces nothing before its code", async () => {
  const pool = await putPoolInUse(server, {
    pool: {
      UsernameAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    },
  });
  await pool.addUser("mallory@example.com", { email: "mallory@example.com" });
  const { accessToken: AccessToken } = await pool.signIn("mallory@example.com");
  await update(pool, AccessToken, { email: "victim@example.com" });
  expect(await refusedCall(pool.signIn("victim@example.com"))).toMatch(/^UserNotFoundException/);
  const victim = await pool.addUser("victim@example.com", { email: "victim@example.com", password: OTHER_PASSWORD });
  const pending = (await server.mailbox.messages({ to: "victim@example.com" })).filter(
    ({ username }) => username !== victim,
  );
  const Code = present(pending.find(({ code }) => code)?.code ?? undefined);
  const verify = new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code });
  expect(await refusedCall(pool.sdk.send(verify))).toMatch(/^AliasExistsException/);
  expect(await whoSignsIn(pool, "victim@example.com", OTHER_PASSWORD)).toBe(victim);
  const ask = new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" });
  await pool.sdk.send(ask).catch(() => {});
  expect((await pool.attributes(AccessToken)).email).toBe("mallory@example.com");
});

test("a name that was taken is not taken by a sign-up at the same moment, whatever it is", async () => {
  const pool = await putPoolInUse(server, { pool: { AliasAttributes: ["preferred_username"] } });
  await pool.addUser("holder");
  const { accessToken } = await pool.signIn("holder");
  const answers = await Promise.allSettled([
    update(pool, accessToken, { preferred_username: "wanted" }),
    pool.sdk.send(new SignUpCommand({ ClientId: pool.main.clientId, Username: "wanted", Password: PASSWORD })),
  ]);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});
