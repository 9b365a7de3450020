import {
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  type ConfirmForgotPasswordCommandInput,
  ForgotPasswordCommand,
  GetUserCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  OTHER_PASSWORD,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
  wrongCode,
} from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { standingClock } from "../../../../test/standing-clock.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const MISMATCH = "CodeMismatchException: Invalid verification code provided, please try again.";
const EXPIRED = "ExpiredCodeException: Invalid code provided, please request a code again.";
const WRONG_PASSWORD = "NotAuthorizedException: Incorrect username or password.";
let server: Poolhouse;
let pool: PoolInUse;
let hiding: PoolInUse;

async function forgot(Username: string, of = pool): Promise<string> {
  await of.sdk.send(new ForgotPasswordCommand({ ClientId: of.main.clientId, Username }));
  return of.code(Username);
}
const reset = (
  Username: string,
  ConfirmationCode: string,
  of = pool,
  more: Partial<ConfirmForgotPasswordCommandInput> = {},
) =>
  of.sdk.send(
    new ConfirmForgotPasswordCommand({
      ClientId: of.main.clientId,
      Username,
      ConfirmationCode,
      Password: OTHER_PASSWORD,
      ...more,
    }),
  );

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
  pool = await putPoolInUse(server);
  hiding = await putPoolInUse(server, { client: { PreventUserExistenceErrors: "ENABLED" } });
});
afterAll(() => server.close());

test("the code sets a new password, once; tokens of before stay good (assumed)", async () => {
  await pool.addUser("ann");
  const before = await pool.signIn("ann");
  const code = await forgot("ann");
  expect((await reset("ann", code)).$metadata.httpStatusCode).toBe(200);
  expect(await refusedCall(pool.signIn("ann"))).toBe(WRONG_PASSWORD);
  await pool.signIn("ann", OTHER_PASSWORD);
  expect(await refusedCall(reset("ann", code))).toBe(EXPIRED);
  await pool.sdk.send(new GetUserCommand({ AccessToken: before.accessToken }));
});

test("the answer is an empty object", async () => {
  await pool.addUser("abe");
  const body = {
    ClientId: pool.main.clientId,
    Username: "abe",
    ConfirmationCode: await forgot("abe"),
    Password: OTHER_PASSWORD,
  };
  expect(await rawCall(server, "ConfirmForgotPassword", body, { signed: false })).toEqual({ status: 200, body: "{}" });
});

test("a wrong code is told and leaves the right one good (recorded)", async () => {
  await pool.addUser("bob");
  const code = await forgot("bob");
  expect(await refusedCall(reset("bob", wrongCode(code)))).toBe(MISMATCH);
  await reset("bob", code);
});

test("without a request for a code, it is as good as expired (documented)", async () => {
  await pool.addUser("carol");
  expect(await refusedCall(reset("carol", "123456"))).toBe(EXPIRED);
});

test("a code lives for an hour (documented)", async () => {
  await pool.addUser("dora");
  const code = await forgot("dora");
  server.advance({ minutes: 60 });
  expect(await refusedCall(reset("dora", code))).toBe(EXPIRED);
});

test("a second code takes the place of the first", async () => {
  await pool.addUser("eve");
  const first = await forgot("eve");
  const second = await forgot("eve");
  if (first !== second) expect(await refusedCall(reset("eve", first))).toBe(MISMATCH);
  await reset("eve", second);
});

test("the code of another purpose does not set a password", async () => {
  await pool.signUp("fay");
  const code = await pool.code("fay");
  expect(await refusedCall(reset("fay", code))).toBe("UserNotConfirmedException: User is not confirmed.");
});

test("a code does not set another user's password", async () => {
  await pool.addUser("gina");
  await pool.addUser("greg");
  const code = await forgot("gina");
  const own = await forgot("greg");
  if (code !== own) expect(await refusedCall(reset("greg", code))).toBe(MISMATCH);
});

test("a code that went to an address that is the user's no more does not count", async () => {
  await pool.addUser("hans");
  const { accessToken } = await pool.signIn("hans");
  const code = await forgot("hans");
  await pool.sdk.send(
    new UpdateUserAttributesCommand({
      AccessToken: accessToken,
      UserAttributes: [{ Name: "email", Value: "new@example.com" }],
    }),
  );
  expect(await refusedCall(reset("hans", code))).toBe(EXPIRED);
});

test("the policy refuses without using the code up (text assumed)", async () => {
  await pool.addUser("ida");
  const code = await forgot("ida");
  expect(await refusedCall(reset("ida", code, pool, { Password: "short" }))).toBe(
    "InvalidPasswordException: Password does not conform to policy: Password not long enough",
  );
  await reset("ida", code);
});

test("the history refuses after a right code only, and without using it up (text assumed)", async () => {
  const remembering = await putPoolInUse(server, {
    pool: { Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } } },
  });
  await remembering.addUser("jack");
  const code = await forgot("jack", remembering);
  expect(await refusedCall(reset("jack", wrongCode(code), remembering, { Password: PASSWORD }))).toBe(MISMATCH);
  expect(await refusedCall(reset("jack", code, remembering, { Password: PASSWORD }))).toBe(
    "PasswordHistoryPolicyViolationException: Password has previously been used.",
  );
  await reset("jack", code, remembering);
});

test("two at once: one sets the password", async () => {
  await pool.addUser("kate");
  const code = await forgot("kate");
  const passwords = ["First-of-two-1", "Second-of-two-2"];
  const outcomes = await Promise.allSettled(passwords.map((Password) => reset("kate", code, pool, { Password })));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const winner = passwords[outcomes.findIndex(({ status }) => status === "fulfilled")];
  await pool.signIn("kate", winner);
});

test("a user whom an administrator told to reset is confirmed again", async () => {
  await pool.addUser("lena");
  await pool.sdk.send(
    new AdminResetUserPasswordCommand({
      UserPoolId: pool.poolId,
      Username: "lena",
    }),
  );
  expect(await refusedCall(pool.signIn("lena"))).toBe(
    "PasswordResetRequiredException: Password reset required for the user",
  );
  await reset("lena", await pool.code("lena"));
  const { UserStatus } = await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: pool.poolId, Username: "lena" }));
  expect(UserStatus).toBe("CONFIRMED");
  await pool.signIn("lena", OTHER_PASSWORD);
});

test("a password that an administrator set meanwhile as temporary is not reset (assumed)", async () => {
  await pool.addUser("mia");
  const code = await forgot("mia");
  await pool.sdk.send(
    new AdminSetUserPasswordCommand({ UserPoolId: pool.poolId, Username: "mia", Password: "Temporary-9" }),
  );
  // The code went with the password that it was to replace.
  expect(await refusedCall(reset("mia", code))).toBe(EXPIRED);
});

test("a disabled user resets nothing (assumed)", async () => {
  await pool.addUser("nora");
  const code = await forgot("nora");
  await pool.disable("nora");
  expect(await refusedCall(reset("nora", code))).toBe("NotAuthorizedException: User is disabled.");
});

test("a reset ends the lock that wrong passwords brought", async () => {
  await pool.addUser("olaf");
  for (let failures = 0; failures < 9; failures += 1) await refusedCall(pool.signIn("olaf", "Wrong-guess-1"));
  expect(await refusedCall(pool.signIn("olaf"))).toBe("NotAuthorizedException: Password attempts exceeded");
  await reset("olaf", await forgot("olaf"));
  await pool.signIn("olaf", OTHER_PASSWORD);
});

test("an unknown name is told as such (assumed: the text)", async () => {
  expect(await refusedCall(reset("nobody", "123456"))).toBe(
    "UserNotFoundException: Username/client id combination not found.",
  );
});

test("an unknown client is told as such (recorded)", async () => {
  expect(await refusedCall(reset("ann", "123456", pool, { ClientId: "nosuchclient" }))).toBe(
    "ResourceNotFoundException: User pool client nosuchclient does not exist.",
  );
});

test("a client with a secret proves it by SecretHash over the name as typed", async () => {
  const secretive = await putPoolInUse(server, { client: { GenerateSecret: true } });
  expect(await refusedCall(reset("anyone", "123456", secretive))).toBe(
    `NotAuthorizedException: Client ${secretive.main.clientId} is configured with secret but SECRET_HASH was not received`,
  );
});

test("an empty code is refused by the model (quoted by third parties)", async () => {
  const body = { ClientId: pool.main.clientId, Username: "ann", ConfirmationCode: "", Password: OTHER_PASSWORD };
  const { body: answer } = await rawCall(server, "ConfirmForgotPassword", body, { signed: false });
  expect(JSON.parse(answer)).toEqual({
    __type: "InvalidParameterException",
    message: expect.stringMatching(/^2 validation errors detected: Value '' at 'confirmationCode' failed to satisfy/),
  });
});

describe("a client that hides unknown users", () => {
  test("is told of unknown and known users alike: expired before a request, mismatch after it (documented)", async () => {
    await hiding.addUser("paul");
    for (const name of ["paul", "pauline"]) {
      expect(await refusedCall(reset(name, "123456", hiding))).toBe(EXPIRED);
      await hiding.sdk.send(new ForgotPasswordCommand({ ClientId: hiding.main.clientId, Username: name }));
      const right = name === "paul" ? await hiding.code(name) : "";
      expect(await refusedCall(reset(name, wrongCode(right), hiding))).toBe(MISMATCH);
    }
    server.advance({ hours: 1 });
    for (const name of ["paul", "pauline"]) expect(await refusedCall(reset(name, "123456", hiding))).toBe(EXPIRED);
  });

  test("is told a mismatch for a disabled user, even with the right code (documented)", async () => {
    await hiding.addUser("rita");
    const code = await forgot("rita", hiding);
    await hiding.disable("rita");
    expect(await refusedCall(reset("rita", code, hiding))).toBe(MISMATCH);
  });

  test("learns of a weak password before anything of the user", async () => {
    for (const name of ["paul", "pauline"]) {
      expect(await refusedCall(reset(name, "123456", hiding, { Password: "short" }))).toMatch(
        /^InvalidPasswordException: /,
      );
    }
  });
});

describe("limit confirm-forgot-password", () => {
  const refused = "LimitExceededException: Attempt limit exceeded, please try after some time.";

  test("twenty guesses in an hour, also at once, then not even the right code", async () => {
    await hiding.addUser("sara");
    const code = await forgot("sara", hiding);
    const guesses = await Promise.all(
      Array.from({ length: 30 }, () => refusedCall(reset("sara", wrongCode(code), hiding))),
    );
    expect(guesses.filter((guess) => guess === MISMATCH)).toHaveLength(20);
    expect(guesses.filter((guess) => guess === refused)).toHaveLength(10);
    expect(await refusedCall(reset("sara", code, hiding))).toBe(refused);
    server.advance({ hours: 1 });
    await reset("sara", await forgot("sara", hiding), hiding);
  });

  test("counts for a name, whether or not there is such a user", async () => {
    for (let guess = 0; guess < 20; guess += 1) await refusedCall(reset("no-sara", "123456", hiding));
    expect(await refusedCall(reset("no-sara", "123456", hiding))).toBe(refused);
  });

  test("can be switched off", async () => {
    const open = await startTestServer({ flags: { attemptLimits: "confirm-forgot-password=off" } });
    const free = await putPoolInUse(open);
    await free.addUser("tina");
    const code = await forgot("tina", free);
    for (let guess = 0; guess < 25; guess += 1) {
      expect(await refusedCall(reset("tina", wrongCode(code), free))).toBe(MISMATCH);
    }
    await reset("tina", code, free);
    await open.close();
  });
});
