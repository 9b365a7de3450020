import {
  AdminCreateUserCommand,
  ConfirmSignUpCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { list, type ManagedPool, manageNewPool, record, SMS } from "../../../../test/cognito-idp/managed-pool.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const TEMPORARY = "Temporary-pass-1";
const TAKEN = "UsernameExistsException: User account already exists";
const MAIL_TAKEN = "UsernameExistsException: An account with the given email already exists.";

let server: Poolhouse;
/** E-mail and preferred name are aliases. */
let pool: ManagedPool;

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, {
    pool: {
      AliasAttributes: ["email", "preferred_username"],
      Schema: [
        { Name: "given_name", AttributeDataType: "String", Required: true, Mutable: true },
        { Name: "tenant", AttributeDataType: "String", Mutable: false },
      ],
    },
  });
});
afterAll(() => server.close());

test("the answer has these members and no other, and no flag that was not given (recorded)", async () => {
  const UserAttributes = list({ email: "recorded@example.com", "custom:tenant": "owned" });
  const request = {
    ...pool.named("recorded"),
    UserAttributes,
    MessageAction: "SUPPRESS",
    TemporaryPassword: TEMPORARY,
  };
  const { status, body } = await rawCall(server, "AdminCreateUser", request);
  expect(status).toBe(200);
  const { User } = JSON.parse(body);
  expect(JSON.parse(body)).toEqual({
    User: {
      Attributes: [...UserAttributes, { Name: "sub", Value: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) }],
      Enabled: true,
      UserCreateDate: User.UserLastModifiedDate,
      UserLastModifiedDate: expect.any(Number),
      UserStatus: "FORCE_CHANGE_PASSWORD",
      Username: "recorded",
    },
  });
});

test("what the pool requires may be missing, and is asked for at the first sign-in (documented)", async () => {
  await pool.create("incomplete", { TemporaryPassword: TEMPORARY });
  const { ChallengeName, ChallengeParameters } = await pool.tryPassword("incomplete", TEMPORARY);
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  expect(ChallengeParameters?.requiredAttributes).toBe('["userAttributes.given_name"]');
});

test("the temporary password is for one sign-in, which sets another (documented)", async () => {
  await pool.create("once", { TemporaryPassword: TEMPORARY, UserAttributes: list({ given_name: "O" }) });
  const { Session } = await pool.tryPassword("once", TEMPORARY);
  const { AuthenticationResult } = await pool.sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId: pool.main.clientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: { USERNAME: "once", NEW_PASSWORD: PASSWORD },
    }),
  );
  expect(AuthenticationResult?.AccessToken).toBeDefined();
  expect((await pool.get("once")).UserStatus).toBe("CONFIRMED");
  expect(await refusedCall(pool.tryPassword("once", TEMPORARY))).toBe(
    "NotAuthorizedException: Incorrect username or password.",
  );
  expect((await pool.tryPassword("once")).AuthenticationResult).toBeDefined();
});

test.each([
  [{}, 7],
  [{ TemporaryPasswordValidityDays: 2 }, 2],
])("a temporary password runs out with a policy of %j (documented)", async (PasswordPolicy, days) => {
  const short = await manageNewPool(server, { pool: { Policies: { PasswordPolicy } } });
  for (const name of ["in-time", "too-late"]) await short.create(name, { TemporaryPassword: TEMPORARY });
  server.advance({ days, seconds: -60 });
  expect((await short.tryPassword("in-time", TEMPORARY)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  server.advance({ seconds: 61 });
  expect(await refusedCall(short.tryPassword("too-late", TEMPORARY))).toBe(
    "NotAuthorizedException: Temporary password has expired and must be reset by an administrator.",
  );
});

test("a password against the policy is refused, and no user is made (recorded)", async () => {
  for (const [password, rule] of [
    ["Short1!", "Password not long enough"],
    ["lower-case-1", "Password must have uppercase characters"],
  ] as const) {
    expect(await refusedCall(pool.create("weak", { TemporaryPassword: password }))).toBe(
      `InvalidPasswordException: Password did not conform with password policy: ${rule}`,
    );
  }
  expect(await refusedCall(pool.get("weak"))).toBe("UserNotFoundException: User does not exist.");
});

test("a generated password meets the strictest policy (documented)", async () => {
  const PasswordPolicy = {
    MinimumLength: 99,
    RequireLowercase: true,
    RequireNumbers: true,
    RequireSymbols: true,
    RequireUppercase: true,
  };
  const strict = await manageNewPool(server, { pool: { Policies: { PasswordPolicy } } });
  const passwords = new Set<string>();
  for (const name of ["one", "two", "three"]) {
    await strict.create(name, { MessageAction: undefined, UserAttributes: list({ email: `${name}@example.com` }) });
    const password = await server.mailbox.code(`${name}@example.com`);
    expect((await strict.tryPassword(name, password)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    passwords.add(password);
  }
  expect(passwords.size).toBe(3);
});

describe("names", () => {
  test("a name that is taken is refused, whoever took it (recorded)", async () => {
    await pool.create("taken");
    await pool.signUp("signed-up", { attributes: { given_name: "S" } });
    expect(await refusedCall(pool.create("taken"))).toBe(TAKEN);
    expect(await refusedCall(pool.create("signed-up"))).toBe(TAKEN);
  });

  test("fifty at once with one name make one user", async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, () => pool.create("crowded", { TemporaryPassword: TEMPORARY })),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled").length).toBe(1);
    const filter = { UserPoolId: pool.poolId, Filter: 'username = "crowded"' };
    expect((await pool.sdk.send(new ListUsersCommand(filter))).Users?.length).toBe(1);
  });

  test("an administrator and a user who want one name at once make one user", async () => {
    const UserAttributes = list({ given_name: "R" });
    const signUp = { ClientId: pool.main.clientId, Username: "raced", Password: PASSWORD, UserAttributes };
    const attempts = await Promise.allSettled([
      pool.create("raced", { UserAttributes }),
      pool.sdk.send(new SignUpCommand(signUp)),
    ]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("spellings that nobody can tell apart are one name (assumed)", async () => {
    await pool.create("jos\u00e9");
    expect(await refusedCall(pool.create("jose\u0301"))).toBe(TAKEN);
  });

  test("another's preferred name is no user name any more (assumed)", async () => {
    await pool.create("holder", { UserAttributes: list({ preferred_username: "preferred" }) });
    expect(await refusedCall(pool.create("preferred"))).toBe(TAKEN);
    expect(await refusedCall(pool.create("rival", { UserAttributes: list({ preferred_username: "preferred" }) }))).toBe(
      TAKEN,
    );
  });

  test("an address is no user name where addresses are aliases (quoted)", async () => {
    expect(await refusedCall(pool.create("mary@example.com"))).toBe(
      "InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.",
    );
  });

  test("a pool that nobody may sign up in takes users from the administrator (documented)", async () => {
    const closed = await manageNewPool(server, { pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } });
    expect((await closed.create("invited")).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
    expect(await refusedCall(closed.signUp("stranger"))).toBe(
      "NotAuthorizedException: SignUp is not permitted for this user pool",
    );
  });
});

describe("where the address is the user name", () => {
  let byMail: ManagedPool;
  let byEither: ManagedPool;
  beforeAll(async () => {
    byMail = await manageNewPool(server, {
      pool: { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
    });
    byEither = await manageNewPool(server, {
      pool: { UsernameAttributes: ["email", "phone_number"], SmsConfiguration: SMS },
    });
  });

  test("the user is called by the sub, and the address becomes the attribute (documented)", async () => {
    const { Username, Attributes } = await byMail.create("mary@example.com", { TemporaryPassword: TEMPORARY });
    const attributes = record(Attributes);
    expect(attributes).toEqual({ email: "mary@example.com", sub: Username });
    expect((await byMail.tryPassword("MARY@example.com", TEMPORARY)).ChallengeParameters?.USER_ID_FOR_SRP).toBe(
      Username,
    );
  });

  test("the invitation names the address (assumed)", async () => {
    const { Username } = await byMail.create("invited@example.com", { MessageAction: undefined });
    const [sent] = await byMail.mailOf(String(Username));
    expect(sent?.to).toBe("invited@example.com");
    expect(sent?.body).toMatch(/^Your username is invited@example\.com and temporary password is /);
  });

  test("a taken address is refused, in whatever letter case (quoted)", async () => {
    await byMail.create("taken@example.com");
    expect(await refusedCall(byMail.create("Taken@Example.com"))).toBe(MAIL_TAKEN);
  });

  test.each([
    ["no-address", "Username should be an email."],
    ["+15555550100", "Username should be an email."],
  ])("%s is no name (quoted)", async (name, text) => {
    expect(await refusedCall(byMail.create(name))).toBe(`InvalidParameterException: ${text}`);
  });

  test("either address will do where both may be names, and nothing else (quoted)", async () => {
    expect(record((await byEither.create("+15555550100")).Attributes)).toMatchObject({ phone_number: "+15555550100" });
    expect(record((await byEither.create("e@example.com")).Attributes)).toMatchObject({ email: "e@example.com" });
    expect(await refusedCall(byEither.create("neither"))).toBe(
      "InvalidParameterException: Username should be either an email or a phone number.",
    );
  });

  test("an attribute that contradicts the name is refused (assumed)", async () => {
    expect(
      await refusedCall(byMail.create("a@example.com", { UserAttributes: list({ email: "b@example.com" }) })),
    ).toMatch(/^InvalidParameterException: /);
  });
});

describe("attributes", () => {
  test.each([
    [{ email: "nonsense" }, "Invalid email address format."],
    [{ "custom:unknown": "x" }, /^Attributes did not conform to the schema: /],
    [{ sub: "mine" }, "Cannot modify the non-mutable attribute sub"],
    [{ email_verified: "true" }, "email is required when email_verified is true"],
  ])("%j are refused, and no user is made (quoted or assumed)", async (attributes, text) => {
    const refused = await refusedCall(pool.create("bad", { UserAttributes: list(attributes) }));
    expect(refused.replace("InvalidParameterException: ", "")).toMatch(text);
    expect(await refusedCall(pool.get("bad"))).toBe("UserNotFoundException: User does not exist.");
  });

  test("True is kept as true (recorded by moto's tests)", async () => {
    const { Attributes } = await pool.create("flagged", {
      UserAttributes: list({ email: "flagged@example.com", email_verified: "True" }),
    });
    expect(record(Attributes).email_verified).toBe("true");
  });
});

describe("a verified address that another user signs in by", () => {
  const address = { email: "shared@example.com", email_verified: "true" };

  test("is refused, under the name of a user name (observed)", async () => {
    await pool.addReady("former", { given_name: "F", ...address });
    expect(await refusedCall(pool.create("latter", { UserAttributes: list(address) }))).toBe(MAIL_TAKEN);
    expect(await refusedCall(pool.get("latter"))).toBe("UserNotFoundException: User does not exist.");
  });

  test("moves with ForceAliasCreation; the former holder keeps it unverified and the rest (documented)", async () => {
    await pool.create("latter", { UserAttributes: list(address), ForceAliasCreation: true });
    expect((await pool.get(address.email)).Username).toBe("latter");
    expect(await pool.attributesOf("former")).toMatchObject({ email: address.email, email_verified: "false" });
    expect((await pool.tryPassword("former")).AuthenticationResult).toBeDefined();
    expect(await refusedCall(pool.tryPassword(address.email))).toBe(
      "NotAuthorizedException: Incorrect username or password.",
    );
  });

  test("stays where it is when the new user's is not verified, ForceAliasCreation or not (documented)", async () => {
    const UserAttributes = list({ email: address.email });
    await pool.create("unverified", { UserAttributes, ForceAliasCreation: true });
    expect((await pool.get(address.email)).Username).toBe("latter");
  });

  test("stays where it is when the request fails", async () => {
    const request = { UserAttributes: list(address), ForceAliasCreation: true };
    expect(await refusedCall(pool.create("former", request))).toBe(TAKEN);
    expect((await pool.get(address.email)).Username).toBe("latter");
  });

  test("does not move a preferred name (documented for addresses only)", async () => {
    await pool.create("named", { UserAttributes: list({ preferred_username: "the-one" }) });
    const request = { UserAttributes: list({ preferred_username: "the-one" }), ForceAliasCreation: true };
    expect(await refusedCall(pool.create("other", request))).toBe(TAKEN);
  });
});

describe("the invitation", () => {
  let texting: ManagedPool;
  const both = { email: "both@example.com", phone_number: "+15555550123" };
  const invite = (username: string, request: Omit<Parameters<ManagedPool["create"]>[1] & object, "MessageAction">) =>
    texting.create(username, { ...request, MessageAction: undefined });
  beforeAll(async () => {
    texting = await manageNewPool(server, { pool: { SmsConfiguration: SMS } });
  });

  test("goes to the telephone when no medium is asked for, and not to the mailbox (documented)", async () => {
    await invite("default", { UserAttributes: list(both) });
    const [sent, ...more] = await texting.mailOf("default");
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ channel: "sms", to: both.phone_number, subject: "" });
  });

  test("goes by e-mail when no medium is asked for and there is no telephone (assumed)", async () => {
    await invite("mail-only", { UserAttributes: list({ email: "mail-only@example.com" }) });
    expect((await texting.mailOf("mail-only")).map(({ to }) => to)).toEqual(["mail-only@example.com"]);
  });

  test("goes to every medium asked for, with one password (documented)", async () => {
    await invite("twofold", { UserAttributes: list(both), DesiredDeliveryMediums: ["EMAIL", "SMS"] });
    const sent = await texting.mailOf("twofold");
    expect(sent.map(({ channel }) => channel).sort()).toEqual(["email", "sms"]);
    expect(new Set(sent.map(({ code }) => code)).size).toBe(1);
    expect((await texting.tryPassword("twofold", String(sent[0]?.code))).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  });

  test("carries the password that was given", async () => {
    await invite("given", { UserAttributes: list({ email: "given@example.com" }), TemporaryPassword: TEMPORARY });
    expect(await server.mailbox.code("given@example.com")).toBe(TEMPORARY);
  });

  test.each([
    ["EMAIL", "quoted", "No email provided but desired delivery medium was Email"],
    ["SMS", "assumed", "No phone number provided but desired delivery medium was SMS"],
  ] as const)("to %s without an address is refused, and no user is made (%s)", async (medium, _provenance, text) => {
    expect(await refusedCall(invite("unreachable", { DesiredDeliveryMediums: [medium] }))).toBe(
      `InvalidParameterException: ${text}`,
    );
    expect(await refusedCall(texting.get("unreachable"))).toBe("UserNotFoundException: User does not exist.");
  });

  test("to nobody's address is not sent; the mailbox says why", async () => {
    await invite("addressless", {});
    const [note] = await texting.mailOf("addressless");
    expect(note).toMatchObject({
      to: "",
      code: null,
      reason: expect.stringMatching(/neither a telephone number nor an e-mail address/),
    });
  });

  test("is not sent with SUPPRESS, whatever the media; the mailbox says why (documented)", async () => {
    await texting.create("suppressed", { UserAttributes: list(both), TemporaryPassword: TEMPORARY });
    await texting.create("suppressed-too", { DesiredDeliveryMediums: ["EMAIL"] });
    for (const name of ["suppressed", "suppressed-too"]) {
      const [note, ...more] = await texting.mailOf(name);
      expect(more).toEqual([]);
      expect(note?.reason).toMatch(/MessageAction was SUPPRESS/);
      expect(JSON.stringify(note)).not.toContain(TEMPORARY);
    }
  });

  test("is in the pool's own words, where what a name contains is neither HTML nor a placeholder", async () => {
    const own = await manageNewPool(server, {
      pool: {
        AdminCreateUserConfig: {
          InviteMessageTemplate: {
            EmailSubject: "Welcome",
            EmailMessage: "<b>{username}</b>: {####}",
            SMSMessage: "{username} {####}",
          },
        },
      },
    });
    const name = "<img/src=x>{####}";
    await own.create(name, {
      MessageAction: undefined,
      UserAttributes: list({ email: "own@example.com" }),
      TemporaryPassword: "Ab1<!--&amp;",
    });
    const [sent] = await own.mailOf(name);
    expect(sent).toMatchObject({
      subject: "Welcome",
      body: "<b>&lt;img/src=x&gt;{####}</b>: Ab1&lt;!--&amp;amp;",
      code: "Ab1<!--&amp;",
    });
  });
});

describe("RESEND", () => {
  const resend = (username: string, request: Parameters<ManagedPool["create"]>[1] = {}, of = pool) =>
    of.create(username, { ...request, MessageAction: "RESEND" });

  test("invites again with a new password, which has a life of its own (documented)", async () => {
    const short = await manageNewPool(server, {
      pool: { Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 1 } } },
    });
    await short.create("again", { MessageAction: undefined, UserAttributes: list({ email: "again@example.com" }) });
    const first = await server.mailbox.code("again@example.com");
    server.advance({ days: 2 });
    const created = await short.get("again");
    const { UserStatus, UserCreateDate, UserLastModifiedDate } = await resend("again", {}, short);
    expect({ UserStatus, UserCreateDate }).toEqual({
      UserStatus: "FORCE_CHANGE_PASSWORD",
      UserCreateDate: created.UserCreateDate,
    });
    expect(Number(UserLastModifiedDate)).toBeGreaterThan(Number(created.UserLastModifiedDate));
    const second = await server.mailbox.code("again@example.com");
    expect(second).not.toBe(first);
    expect(await refusedCall(short.tryPassword("again", first))).toBe(
      "NotAuthorizedException: Incorrect username or password.",
    );
    expect((await short.tryPassword("again", second)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  });

  test("takes a password, names that the user is found by, and media", async () => {
    await pool.create("named-again", { UserAttributes: list({ email: "named@example.com", email_verified: "true" }) });
    await resend("named@example.com", { TemporaryPassword: TEMPORARY, DesiredDeliveryMediums: ["EMAIL"] });
    expect(await server.mailbox.code("named@example.com")).toBe(TEMPORARY);
    expect(await refusedCall(resend("named-again", { DesiredDeliveryMediums: ["SMS"] }))).toBe(
      "InvalidParameterException: No phone number provided but desired delivery medium was SMS",
    );
    expect((await pool.tryPassword("named-again", TEMPORARY)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    expect(await refusedCall(resend("named-again", { TemporaryPassword: "short" }))).toBe(
      "InvalidPasswordException: Password did not conform with password policy: Password not long enough",
    );
  });

  test("changes no attribute (assumed)", async () => {
    await pool.create("fixed", { UserAttributes: list({ given_name: "Before" }) });
    const { Attributes } = await resend("fixed", { UserAttributes: list({ given_name: "After" }) });
    expect(record(Attributes).given_name).toBe("Before");
  });

  test("finds nobody who does not exist (observed)", async () => {
    expect(await refusedCall(resend("nobody"))).toBe("UserNotFoundException: User does not exist.");
  });

  test("is not for users who have left the temporary password behind (quoted)", async () => {
    await pool.addReady("settled", { given_name: "S" });
    await pool.signUp("unsettled", { attributes: { given_name: "U" } });
    for (const name of ["settled", "unsettled"]) {
      expect(await refusedCall(resend(name))).toBe(
        `UnsupportedUserStateException: Resend not possible. ${name} status is not FORCE_CHANGE_PASSWORD`,
      );
    }
  });

  test("of two at once the one that comes last has the good password", async () => {
    await pool.create("twice", { UserAttributes: list({ email: "twice@example.com" }) });
    await Promise.all([resend("twice"), resend("twice")]);
    const codes = (await pool.mailOf("twice")).flatMap(({ code }) => code ?? []);
    expect(codes.length).toBe(2);
    const attempts = await Promise.allSettled(codes.map((code) => pool.tryPassword("twice", code)));
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("where one-time codes sign in", () => {
  let passwordless: ManagedPool;
  beforeAll(async () => {
    passwordless = await manageNewPool(server, {
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
    });
  });

  test("a user without a password has none to change and is not invited with one (documented; the status assumed)", async () => {
    const { UserStatus } = await passwordless.create("coded", {
      MessageAction: undefined,
      UserAttributes: list({ email: "coded@example.com" }),
    });
    expect(UserStatus).toBe("CONFIRMED");
    expect((await passwordless.reasons("coded"))[0]).toMatch(/created without a password/);
    expect(await refusedCall(passwordless.tryPassword("coded", TEMPORARY))).toBe(
      "NotAuthorizedException: Incorrect username or password.",
    );
  });

  test("such a user needs an address for the codes (documented; text assumed)", async () => {
    expect(await refusedCall(passwordless.create("uncoded"))).toMatch(/^InvalidParameterException: /);
  });

  test("a user with a password is as everywhere (documented)", async () => {
    const { UserStatus } = await passwordless.create("worded", { TemporaryPassword: TEMPORARY });
    expect(UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  });
});

test("the pool's estimate of users follows (recorded)", async () => {
  const fresh = await manageNewPool(server);
  await fresh.create("counted");
  const { UserPool } = await fresh.sdk.send(new DescribeUserPoolCommand({ UserPoolId: fresh.poolId }));
  expect(UserPool?.EstimatedNumberOfUsers).toBe(1);
});

test("a code of a sign-up confirms no user whom an administrator made", async () => {
  await pool.create("uncoded", { UserAttributes: list({ given_name: "U" }) });
  const confirm = { ClientId: pool.main.clientId, Username: "uncoded", ConfirmationCode: "000000" };
  expect(await refusedCall(pool.sdk.send(new ConfirmSignUpCommand(confirm)))).toBe(
    "NotAuthorizedException: User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD",
  );
});

test("keeps to its pool", async () => {
  let count = 0;
  await expectPoolBoundaries(server, "AdminCreateUser", pool.poolId, (client, UserPoolId) => {
    count += 1;
    return client.send(new AdminCreateUserCommand({ UserPoolId, Username: `bound-${count}` }));
  });
  expect(await refusedCall(pool.create(""))).toMatch(
    /^InvalidParameterException: 2 validation errors detected: Value at 'username' failed/,
  );
  expect(await refusedCall(pool.create("white space"))).toMatch(
    /^InvalidParameterException: 1 validation error detected: Value at 'username' failed/,
  );
});
