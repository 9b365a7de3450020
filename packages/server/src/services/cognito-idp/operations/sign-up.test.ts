import {
  AdminGetUserCommand,
  ListUsersCommand,
  SignUpCommand,
  type SignUpCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const signUp = (Username: string, more: Partial<SignUpCommandInput> = {}, of = pool) =>
  of.sdk.send(new SignUpCommand({ ClientId: of.main.clientId, Username, Password: PASSWORD, ...more }));
const email = (Value: string) => ({ UserAttributes: [{ Name: "email", Value }] });

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("the answer names the user and where the code went (recorded)", async () => {
  const body = { ClientId: pool.main.clientId, Username: "ann", Password: PASSWORD, ...email("ann@example.com") };
  const raw = await rawCall(server, "SignUp", body, { signed: false });
  expect(JSON.parse(raw.body)).toEqual({
    UserConfirmed: false,
    UserSub: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/),
    CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" },
  });
  const user = await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: pool.poolId, Username: "ann" }));
  expect(user).toMatchObject({ UserStatus: "UNCONFIRMED", Enabled: true });
  expect(user.UserAttributes).toContainEqual({ Name: "email_verified", Value: "false" });
});

test("nothing is sent without an attribute to verify, and the mailbox says why (recorded: the answer)", async () => {
  expect(await signUp("bob")).not.toHaveProperty("CodeDeliveryDetails");
  expect((await pool.reasons("bob"))[0]).toMatch(/no value for an attribute that the pool verifies/);
  const silent = await putPoolInUse(server, { pool: { AutoVerifiedAttributes: [] } });
  expect(await signUp("bob", email("bob@example.com"), silent)).not.toHaveProperty("CodeDeliveryDetails");
  expect((await silent.reasons("bob"))[0]).toMatch(/AutoVerifiedAttributes is empty/);
});

test("with both addresses to verify the code goes to the telephone (documented)", async () => {
  const both = await putPoolInUse(server, {
    pool: {
      AutoVerifiedAttributes: ["email", "phone_number"],
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" },
    },
  });
  const { CodeDeliveryDetails } = await signUp(
    "carl",
    {
      UserAttributes: [
        { Name: "email", Value: "carl@example.com" },
        { Name: "phone_number", Value: "+4915112345678" },
      ],
    },
    both,
  );
  expect(CodeDeliveryDetails).toEqual({
    AttributeName: "phone_number",
    DeliveryMedium: "SMS",
    Destination: "+*********5678",
  });
});

describe("a name", () => {
  test("that is taken is refused (recorded)", async () => {
    await signUp("carol");
    expect(await refusedCall(signUp("carol"))).toBe("UsernameExistsException: User already exists");
  });

  test("fifty sign-ups of one at once give one user", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => signUp("dora")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { Users } = await pool.sdk.send(
      new ListUsersCommand({ UserPoolId: pool.poolId, Filter: 'username = "dora"' }),
    );
    expect(Users).toHaveLength(1);
  });

  test("differs from another by case only where case counts", async () => {
    await signUp("Eve");
    await signUp("eve");
    const folding = await putPoolInUse(server, { pool: { UsernameConfiguration: { CaseSensitive: false } } });
    await signUp("Eve", {}, folding);
    expect(await refusedCall(signUp("eVE", {}, folding))).toBe("UsernameExistsException: User already exists");
  });

  test("in two spellings of one text is one name (assumed)", async () => {
    await signUp("Zoë".normalize("NFC"));
    expect(await refusedCall(signUp("Zoë".normalize("NFD")))).toBe("UsernameExistsException: User already exists");
  });

  test("with white space, empty or too long is refused by the model (quoted by third parties)", async () => {
    for (const name of ["a b", "\t", "x".repeat(129)]) {
      expect(await refusedCall(signUp(name))).toMatch(/^InvalidParameterException: \d validation error/);
    }
    expect(
      (await rawCall(server, "SignUp", { ClientId: pool.main.clientId, Username: "" }, { signed: false })).body,
    ).toMatch(/Value at 'username' failed to satisfy constraint/);
  });

  test("is an address where addresses sign in (quoted by third parties)", async () => {
    const addresses = await putPoolInUse(server, { pool: { UsernameAttributes: ["email"] } });
    expect(await refusedCall(signUp("frank", {}, addresses))).toBe(
      "InvalidParameterException: Username should be an email.",
    );
    expect(await refusedCall(signUp("frank@example.com", email("george@example.com"), addresses))).toBe(
      "InvalidParameterException: User email should be empty or same as username, since username attribute is email.",
    );
    const { UserSub } = await signUp("frank@example.com", {}, addresses);
    const user = await addresses.sdk.send(
      new AdminGetUserCommand({ UserPoolId: addresses.poolId, Username: "frank@example.com" }),
    );
    expect(user.Username).toBe(UserSub);
    expect(await refusedCall(signUp("frank@example.com", {}, addresses))).toBe(
      "UsernameExistsException: An account with the given email already exists.",
    );
  });

  test("is no address where an address is an alias (quoted by third parties)", async () => {
    const aliased = await putPoolInUse(server, { pool: { AliasAttributes: ["email"] } });
    expect(await refusedCall(signUp("gina@example.com", {}, aliased))).toBe(
      "InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.",
    );
  });
});

describe("a password", () => {
  test.each([
    ["Ab1!", "Password not long enough"],
    ["lower-case-1", "Password must have uppercase characters"],
    ["UPPER-CASE-1", "Password must have lowercase characters"],
    ["No-numbers-here", "Password must have numeric characters"],
    ["NoSymbols1", "Password must have symbol characters"],
  ])("%s is refused by its first broken rule (quoted by third parties)", async (Password, rule) => {
    expect(await refusedCall(signUp("weak", { Password }))).toBe(
      `InvalidPasswordException: Password did not conform with policy: ${rule}`,
    );
  });

  test("cannot be left out but where users choose how to sign in (assumed: the text)", async () => {
    expect(await refusedCall(signUp("hans", { Password: undefined }))).toMatch(/^InvalidParameterException: /);
    const choosing = await putPoolInUse(server, { client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] } });
    await signUp("hans", { Password: undefined }, choosing);
  });
});

describe("attributes", () => {
  test("that the pool requires are missed by their path (recorded for family_name)", async () => {
    const demanding = await putPoolInUse(server, {
      pool: { Schema: [{ Name: "family_name", Required: true, Mutable: true, AttributeDataType: "String" }] },
    });
    expect(await refusedCall(signUp("ida", {}, demanding))).toBe(
      "InvalidParameterException: Attributes did not conform to the schema: name.familyName: The attribute name.familyName is required",
    );
  });

  test.each(["email_verified", "phone_number_verified", "sub"])(
    "%s is not the user's to set (recorded)",
    async (Name) => {
      expect(await refusedCall(signUp("jane", { UserAttributes: [{ Name, Value: "true" }] }))).toBe(
        `InvalidParameterException: Cannot modify the non-mutable attribute ${Name}`,
      );
    },
  );

  test("outside the client's WriteAttributes are refused (recorded)", async () => {
    const { clientId: ClientId } = await pool.addClient({ WriteAttributes: ["nickname"] });
    expect(await refusedCall(signUp("kate", { ClientId, ...email("kate@example.com") }))).toBe(
      "NotAuthorizedException: A client attempted to write unauthorized attribute",
    );
  });

  test("of a bad form are refused (quoted by third parties)", async () => {
    expect(await refusedCall(signUp("lena", email("no address")))).toBe(
      "InvalidParameterException: Invalid email address format.",
    );
  });
});

test("a pool that only administrators fill takes no sign-ups (quoted by third parties)", async () => {
  const closed = await putPoolInUse(server, { pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } });
  expect(await refusedCall(signUp("mia", {}, closed))).toBe(
    "NotAuthorizedException: SignUp is not permitted for this user pool",
  );
});

test("an unknown client is told as such (recorded)", async () => {
  expect(await refusedCall(signUp("nora", { ClientId: "nosuchclient" }))).toBe(
    "ResourceNotFoundException: User pool client nosuchclient does not exist.",
  );
});

test("a client with a secret proves it by SecretHash over the name as typed", async () => {
  const secretive = await putPoolInUse(server, { client: { GenerateSecret: true } });
  const { clientId, hash } = secretive.main;
  expect(await refusedCall(signUp("olga", {}, secretive))).toBe(
    `NotAuthorizedException: Client ${clientId} is configured with secret but SECRET_HASH was not received`,
  );
  expect(await refusedCall(signUp("olga", { SecretHash: hash("other") }, secretive))).toBe(
    `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`,
  );
  await signUp("olga", { SecretHash: hash("olga") }, secretive);
});

test("what the mail says comes from strangers and runs nowhere", async () => {
  const talking = await putPoolInUse(server, {
    pool: { EmailVerificationMessage: "<p>Hello {username}, {####}</p>", EmailVerificationSubject: "Hello" },
  });
  await signUp("<img/src=x>", email("pia@example.com"), talking);
  const [message] = await server.mailbox.messages({ to: "pia@example.com" });
  expect(message?.body).toContain("<p>Hello &lt;img/src=x&gt;, ");
});
