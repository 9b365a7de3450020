import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
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
} from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { beginSrp, createSrpClient, respond, type SrpParameters } from "../../../../test/cognito-idp/srp-client.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const WRONG = "NotAuthorizedException: Incorrect username or password.";
const USED = "NotAuthorizedException: Invalid session for the user, session can only be used once.";
const EXPIRED = "NotAuthorizedException: Invalid session for the user, session is expired.";
let server: Poolhouse;
let pool: PoolInUse;
let hiding: ClientInUse;
const verifier = (responses: Record<string, string>, client = pool.main) =>
  respond(pool, "PASSWORD_VERIFIER", responses, { ClientId: client.clientId });

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, {
    pool: {
      AliasAttributes: ["email", "preferred_username"],
      Schema: [{ Name: "nickname", Required: false, Mutable: true, AttributeDataType: "String" }],
    },
  });
  hiding = await pool.addClient({ PreventUserExistenceErrors: "ENABLED" });
  await pool.addUser("ann");
  await pool.addUser("bob");
});
afterAll(() => server.close());

/** A TIMESTAMP of a clock that is so many hours ahead, as amazon-cognito-identity-js writes it. */
function timestampOf({ hours }: { hours: number }): string {
  const [weekday = "", day = "", month = "", year = "", time = ""] = new Date(Date.now() + hours * 3_600_000)
    .toUTCString()
    .replace(",", "")
    .split(" ");
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}

describe("PASSWORD_VERIFIER", () => {
  test("asks without a Session and takes the proof without one (recorded)", async () => {
    const { srp, answer, parameters } = await beginSrp(pool, "ann");
    expect(answer.ChallengeName).toBe("PASSWORD_VERIFIER");
    expect(answer).not.toHaveProperty("Session");
    expect(parameters).toEqual({
      SALT: expect.stringMatching(/^[0-9a-f]{32}$/),
      SECRET_BLOCK: expect.any(String),
      SRP_B: expect.stringMatching(/^[0-9a-f]{1,768}$/),
      USERNAME: "ann",
      USER_ID_FOR_SRP: "ann",
    });
    const { AuthenticationResult, ChallengeParameters } = await verifier(srp.answer(parameters, PASSWORD));
    expect(ChallengeParameters).toEqual({});
    expect(claimsOf(present(AuthenticationResult?.AccessToken))).toMatchObject({ username: "ann" });
  });

  test("refuses a wrong password, and then the same block for good", async () => {
    const { srp, parameters } = await beginSrp(pool, "ann");
    expect(await refusedCall(verifier(srp.answer(parameters, OTHER_PASSWORD)))).toBe(WRONG);
    expect(await refusedCall(verifier(srp.answer(parameters, PASSWORD)))).toBe(USED);
  });

  test("takes a proof once, also when it comes twice at once", async () => {
    const { srp, parameters } = await beginSrp(pool, "ann");
    const answer = srp.answer(parameters, PASSWORD);
    const outcomes = await Promise.allSettled([verifier(answer), verifier(answer)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await refusedCall(verifier(answer))).toBe(USED);
  });

  test("belongs to one client and pool (assumed: the text)", async () => {
    const { srp, parameters } = await beginSrp(pool, "ann");
    const answer = srp.answer(parameters, PASSWORD);
    expect(await refusedCall(verifier(answer, hiding))).toBe(WRONG);
    const elsewhere = await putPoolInUse(server);
    expect(await refusedCall(respond(elsewhere, "PASSWORD_VERIFIER", answer))).toBe(WRONG);
    await verifier(answer);
  });

  test("belongs to one user; USERNAME may be any name of that user (assumed: the text)", async () => {
    const { srp, parameters } = await beginSrp(pool, "ann@example.com");
    expect(parameters.USER_ID_FOR_SRP).toBe("ann");
    const answer = srp.answer(parameters, PASSWORD);
    for (const USERNAME of ["bob", "nobody"]) {
      expect(await refusedCall(verifier({ ...answer, USERNAME }))).toBe(WRONG);
    }
    await verifier({ ...answer, USERNAME: "ann@example.com" });
    const again = await beginSrp(pool, "ann");
    await verifier({ ...again.srp.answer(again.parameters, PASSWORD), USERNAME: "ann@example.com" });
  });

  test("gives an A that knows the secret its challenge (recorded) and never a proof", async () => {
    const { createHmac, hkdfSync } = await import("node:crypto");
    const { N, hashToNumber, signedBytes } = await import("../credentials/srp-group.ts");
    for (const A of [0n, N, 2n * N, 1n, N + 1n, N - 1n]) {
      const { ChallengeParameters } = await pool.sdk.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_SRP_AUTH",
          ClientId: pool.main.clientId,
          AuthParameters: { USERNAME: "bob", SRP_A: A.toString(16) },
        }),
      );
      const parameters: SrpParameters = present(ChallengeParameters);
      const timestamp = createSrpClient(pool.poolId).answer({ ...parameters, SRP_B: "2" }, PASSWORD).TIMESTAMP;
      const u = hashToNumber(signedBytes(A), signedBytes(BigInt(`0x${parameters.SRP_B}`)));
      // What S would be if the server went on with such an A, whatever the password.
      for (const S of [0n, 1n, N - 1n]) {
        const key = new Uint8Array(hkdfSync("sha256", signedBytes(S), signedBytes(u), "Caldera Derived Key", 16));
        const signature = createHmac("sha256", key)
          .update(`${pool.poolId.split("_")[1]}bob`)
          .update(Buffer.from(parameters.SECRET_BLOCK ?? "", "base64"))
          .update(timestamp)
          .digest("base64");
        const answer = {
          USERNAME: "bob",
          PASSWORD_CLAIM_SECRET_BLOCK: parameters.SECRET_BLOCK ?? "",
          PASSWORD_CLAIM_SIGNATURE: signature,
          TIMESTAMP: timestamp,
        };
        expect(await refusedCall(verifier(answer))).toMatch(/^NotAuthorizedException: /);
      }
    }
    server.advance({ hours: 1 });
  });

  test("names what is missing and stays good", async () => {
    const { srp, parameters } = await beginSrp(pool, "ann");
    const answer: Record<string, string> = srp.answer(parameters, PASSWORD);
    for (const name of Object.keys(answer)) {
      const { [name]: _, ...rest } = answer;
      expect(await refusedCall(verifier(rest))).toBe(`InvalidParameterException: Missing required parameter ${name}`);
    }
    await verifier(answer);
  });

  test("takes a proof of a client whose clock is hours off (observed: amazon-cognito-identity-js#541, ahead and behind)", async () => {
    for (const hours of [-13, 13]) {
      const { srp, parameters } = await beginSrp(pool, "ann");
      await verifier(srp.answer(parameters, PASSWORD, timestampOf({ hours })));
    }
  });

  test("takes none of a client whose clock is days off (assumed)", async () => {
    for (const hours of [-25, 25]) {
      const { srp, parameters } = await beginSrp(pool, "ann");
      expect(await refusedCall(verifier(srp.answer(parameters, PASSWORD, timestampOf({ hours }))))).toBe(WRONG);
    }
    await pool.signIn("ann");
  });

  test("takes none over a padded day or another weekday (observed: ministack#1758, warrant#12)", async () => {
    const [weekday = "", month, day, ...rest] = timestampOf({ hours: 0 }).split(" ");
    const otherDay = weekday === "Sun" ? "Mon" : "Sun";
    for (const timestamp of [
      [weekday, month, ` ${day}`, ...rest].join(" "),
      [otherDay, month, day, ...rest].join(" "),
    ]) {
      const { srp, parameters } = await beginSrp(pool, "ann");
      expect(await refusedCall(verifier(srp.answer(parameters, PASSWORD, timestamp)))).toBe(WRONG);
    }
    await pool.signIn("ann");
  });

  test("says how a TIMESTAMP is to be written (observed: pycognito#122), and stays good (assumed)", async () => {
    const { srp, parameters } = await beginSrp(pool, "ann");
    for (const timestamp of ["now", "lør jan 3 10:00:00 UTC 2026"]) {
      expect(await refusedCall(verifier(srp.answer(parameters, PASSWORD, timestamp)))).toBe(
        "InvalidParameterException: TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english",
      );
    }
    await verifier(srp.answer(parameters, PASSWORD));
  });

  test("waits as long as the client's AuthSessionValidity", async () => {
    const patient = await pool.addClient({ AuthSessionValidity: 15 });
    const { srp, parameters } = await beginSrp(pool, "ann");
    const long = await beginSrp(pool, "ann", patient);
    server.advance({ minutes: 3 });
    expect(await refusedCall(verifier(srp.answer(parameters, PASSWORD)))).toBe(EXPIRED);
    await verifier(long.srp.answer(long.parameters, PASSWORD), patient);
  });

  test("is none of a password that was changed meanwhile", async () => {
    await pool.addUser("carol");
    const { srp, parameters } = await beginSrp(pool, "carol");
    await pool.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: pool.poolId,
        Username: "carol",
        Password: OTHER_PASSWORD,
        Permanent: true,
      }),
    );
    expect(await refusedCall(verifier(srp.answer(parameters, PASSWORD)))).toBe(WRONG);
  });

  test("is refused to a user who was disabled or deleted meanwhile", async () => {
    await pool.addUser("dora");
    const disabled = await beginSrp(pool, "dora");
    await pool.disable("dora");
    expect(await refusedCall(verifier(disabled.srp.answer(disabled.parameters, PASSWORD)))).toBe(
      "NotAuthorizedException: User is disabled.",
    );
    await pool.addUser("dana");
    const deleted = await beginSrp(pool, "dana");
    await pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: "dana" }));
    expect(await refusedCall(verifier(deleted.srp.answer(deleted.parameters, PASSWORD)))).toMatch(
      /^NotAuthorizedException: /,
    );
  });

  test("tells the state of a user after the proof only", async () => {
    await pool.signUp("erna");
    await pool.addUser("emil");
    await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: "emil" }));
    for (const [name, told] of [
      ["erna", "UserNotConfirmedException: User is not confirmed."],
      ["emil", "PasswordResetRequiredException: Password reset required for the user"],
    ] as const) {
      const wrong = await beginSrp(pool, name);
      expect(await refusedCall(verifier(wrong.srp.answer(wrong.parameters, OTHER_PASSWORD)))).toBe(WRONG);
      const right = await beginSrp(pool, name);
      expect(await refusedCall(verifier(right.srp.answer(right.parameters, PASSWORD)))).toBe(told);
    }
  });

  test("takes SECRET_HASH over the USERNAME of the same request", async () => {
    const secretive = await pool.addClient({ GenerateSecret: true });
    const { srp, parameters } = await beginSrp(pool, "ann@example.com", secretive);
    const answer = srp.answer(parameters, PASSWORD);
    const hashed = (name: string) => ({ ...answer, SECRET_HASH: present(secretive.hash(name)) });
    const refused = `NotAuthorizedException: Unable to verify secret hash for client ${secretive.clientId}`;
    expect(await refusedCall(verifier(answer, secretive))).toBe(
      `NotAuthorizedException: Client ${secretive.clientId} is configured with secret but SECRET_HASH was not received`,
    );
    expect(await refusedCall(verifier(hashed("ann@example.com"), secretive))).toBe(refused);
    await verifier(hashed("ann"), secretive);
  });
});

describe("PASSWORD_VERIFIER of an unknown user, at a client that hides them", () => {
  test("names the typed name, or a UUID where addresses sign in, and a salt that stays (recorded)", async () => {
    const [one, two] = [await beginSrp(pool, "ghost", hiding), await beginSrp(pool, "ghost", hiding)];
    expect(one.parameters).toMatchObject({ USERNAME: "ghost", USER_ID_FOR_SRP: "ghost" });
    expect(two.parameters.SALT).toBe(one.parameters.SALT);
    const other = await pool.addClient({ PreventUserExistenceErrors: "ENABLED" });
    expect((await beginSrp(pool, "ghost", other)).parameters.SALT).toBe(one.parameters.SALT);
    expect((await beginSrp(pool, "spirit", hiding)).parameters.SALT).not.toBe(one.parameters.SALT);
    const addressed = await beginSrp(pool, "ghost@example.com", hiding);
    // The address is an alias here, so a user would have a name that an application drew.
    expect(addressed.parameters.USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });

  test("ends as a wrong password does, and the block is used up alike", async () => {
    for (const name of ["ghost", "ann"]) {
      const { srp, parameters } = await beginSrp(pool, name, hiding);
      const answer = srp.answer(parameters, OTHER_PASSWORD);
      expect(await refusedCall(verifier(answer, hiding))).toBe(WRONG);
      expect(await refusedCall(verifier(answer, hiding))).toBe(USED);
    }
  });

  test("is told under LEGACY instead (recorded)", async () => {
    expect(await refusedCall(beginSrp(pool, "ghost"))).toBe("UserNotFoundException: User does not exist.");
  });

  test("looks the same on the wire as a known one's", async () => {
    const { SRP_A } = createSrpClient(pool.poolId);
    const answers = await Promise.all(
      ["ann", "ghost"].map((USERNAME) =>
        rawCall(
          server,
          "InitiateAuth",
          { AuthFlow: "USER_SRP_AUTH", ClientId: hiding.clientId, AuthParameters: { USERNAME, SRP_A } },
          { signed: false },
        ),
      ),
    );
    const shapes = answers.map(({ status, body }) => ({
      status,
      members: Object.entries<object>(JSON.parse(body)).map(([name, value]) => [name, Object.keys(value)]),
    }));
    expect(shapes[0]).toEqual(shapes[1]);
  });
});

describe("NEW_PASSWORD_REQUIRED", () => {
  let invited = 0;
  async function invite(attributes: Record<string, string> = {}): Promise<string> {
    invited += 1;
    const Username = `invited${invited}`;
    await pool.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: pool.poolId,
        Username,
        TemporaryPassword: PASSWORD,
        MessageAction: "SUPPRESS",
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return Username;
  }
  const begin = async (USERNAME: string) => {
    const answer = await pool.sdk.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: pool.main.clientId,
        AuthParameters: { USERNAME, PASSWORD },
      }),
    );
    return { answer, Session: present(answer.Session) };
  };
  const choose = (
    Session: string,
    USERNAME: string,
    NEW_PASSWORD = OTHER_PASSWORD,
    more: Record<string, string> = {},
    client = pool.main,
  ) =>
    respond(pool, "NEW_PASSWORD_REQUIRED", { USERNAME, NEW_PASSWORD, ...more }, { Session, ClientId: client.clientId });

  test("asks with strings of JSON, without sub (recorded)", async () => {
    const username = await invite({ email: "i@example.com" });
    const { answer, Session } = await begin(username);
    expect(answer.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    expect(answer.ChallengeParameters).toEqual({
      USER_ID_FOR_SRP: username,
      requiredAttributes: "[]",
      userAttributes: '{"email":"i@example.com"}',
    });
    expect(Session.length).toBeGreaterThanOrEqual(20);
    expect(Session.length).toBeLessThanOrEqual(2048);
  });

  test("the new password signs in at once and later; the session is used up (recorded)", async () => {
    const username = await invite();
    const { Session } = await begin(username);
    const { AuthenticationResult } = await choose(Session, username, OTHER_PASSWORD, {
      "userAttributes.nickname": "Nick",
    });
    expect(claimsOf(present(AuthenticationResult?.IdToken))).toMatchObject({ nickname: "Nick" });
    expect(await refusedCall(choose(Session, username))).toBe(USED);
    await pool.signIn(username, OTHER_PASSWORD);
    expect(await refusedCall(pool.signIn(username))).toBe(WRONG);
  });

  test("a password that the policy refuses leaves the session good (recorded)", async () => {
    const username = await invite();
    const { Session } = await begin(username);
    expect(await refusedCall(choose(Session, username, "short"))).toBe(
      "InvalidPasswordException: Password does not conform to policy: Password not long enough",
    );
    await choose(Session, username);
  });

  test("the temporary password may be kept (asserted against AWS by moto)", async () => {
    const username = await invite();
    await choose((await begin(username)).Session, username, PASSWORD);
  });

  test("a bad attribute leaves the session good", async () => {
    const username = await invite();
    const { Session } = await begin(username);
    for (const name of ["userAttributes.email_verified", "userAttributes.sub", "userAttributes.unknown"]) {
      expect(await refusedCall(choose(Session, username, OTHER_PASSWORD, { [name]: "true" }))).toMatch(
        /^InvalidParameterException: /,
      );
    }
    expect(await refusedCall(choose(Session, username, ""))).toMatch(/^InvalidParameterException: /);
    await choose(Session, username);
  });

  test("required attributes are asked for, and missed (quoted by third parties)", async () => {
    const demanding = await putPoolInUse(server, {
      pool: { Schema: [{ Name: "family_name", Required: true, Mutable: true, AttributeDataType: "String" }] },
    });
    await demanding.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: demanding.poolId,
        Username: "ivy",
        TemporaryPassword: PASSWORD,
        MessageAction: "SUPPRESS",
      }),
    );
    const { Session, ChallengeParameters } = await demanding.sdk.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: demanding.main.clientId,
        AuthParameters: { USERNAME: "ivy", PASSWORD },
      }),
    );
    expect(ChallengeParameters?.requiredAttributes).toBe('["userAttributes.family_name"]');
    const answer = { USERNAME: "ivy", NEW_PASSWORD: OTHER_PASSWORD };
    expect(await refusedCall(respond(demanding, "NEW_PASSWORD_REQUIRED", answer, { Session }))).toBe(
      "InvalidParameterException: Invalid attributes given, family_name is missing",
    );
    await respond(
      demanding,
      "NEW_PASSWORD_REQUIRED",
      { ...answer, "userAttributes.family_name": "Example" },
      { Session },
    );
  });

  test("a preferred name that is another user's is refused (recorded for administrators)", async () => {
    const username = await invite();
    const { Session } = await begin(username);
    expect(
      await refusedCall(choose(Session, username, OTHER_PASSWORD, { "userAttributes.preferred_username": "ann" })),
    ).toBe("AliasExistsException: User account already exists for the alias.");
    await choose(Session, username);
  });

  test("an earlier password is refused by the history, and leaves the session good (text assumed)", async () => {
    const remembering = await putPoolInUse(server, {
      pool: { Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } } },
    });
    await remembering.addUser("jo");
    await remembering.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId: remembering.poolId, Username: "jo", Password: "Temporary-9" }),
    );
    const { Session } = await remembering.sdk.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: remembering.main.clientId,
        AuthParameters: { USERNAME: "jo", PASSWORD: "Temporary-9" },
      }),
    );
    const chosen = (NEW_PASSWORD: string) =>
      respond(remembering, "NEW_PASSWORD_REQUIRED", { USERNAME: "jo", NEW_PASSWORD }, { Session });
    expect(await refusedCall(chosen(PASSWORD))).toBe(
      "PasswordHistoryPolicyViolationException: Password has previously been used.",
    );
    await chosen(OTHER_PASSWORD);
  });

  test("follows SRP too", async () => {
    const username = await invite();
    const { srp, parameters } = await beginSrp(pool, username);
    const { ChallengeName, Session } = await verifier(srp.answer(parameters, PASSWORD));
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    await choose(present(Session), username);
  });

  test("its session is of one user, client and step", async () => {
    const [username, other] = [await invite(), await invite()];
    const { Session } = await begin(username);
    const invalid = "NotAuthorizedException: Invalid session for the user.";
    expect(await refusedCall(choose(Session, other))).toBe(invalid);
    expect(await refusedCall(choose(Session, username, OTHER_PASSWORD, {}, hiding))).toBe(invalid);
    expect(await refusedCall(choose(`${Session.slice(1)}A`, username))).toBe(invalid);
    expect(
      await refusedCall(respond(pool, "SELECT_CHALLENGE", { USERNAME: username, ANSWER: "PASSWORD" }, { Session })),
    ).toMatch(/^InvalidParameterException: /);
    await choose(Session, username);
  });

  test("its session waits for three minutes", async () => {
    const username = await invite();
    const { Session } = await begin(username);
    server.advance({ minutes: 3 });
    expect(await refusedCall(choose(Session, username))).toBe(EXPIRED);
  });

  test("of two answers at once one succeeds", async () => {
    const username = await invite();
    const { Session } = await begin(username);
    const passwords = ["First-of-two-1", "Second-of-two-2"];
    const outcomes = await Promise.allSettled(passwords.map((password) => choose(Session, username, password)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await pool.signIn(username, passwords[outcomes.findIndex(({ status }) => status === "fulfilled")]);
  });

  test("is of no use once the temporary password was replaced", async () => {
    const username = await invite();
    const { Session } = await begin(username);
    await pool.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: pool.poolId,
        Username: username,
        Password: "Set-meanwhile-1",
        Permanent: true,
      }),
    );
    expect(await refusedCall(choose(Session, username))).toMatch(/^NotAuthorizedException: /);
    await pool.signIn(username, "Set-meanwhile-1");
  });

  test("is refused to a user disabled meanwhile", async () => {
    const username = await invite();
    const { Session } = await begin(username);
    await pool.disable(username);
    expect(await refusedCall(choose(Session, username))).toMatch(/^NotAuthorizedException: /);
  });
});

describe("USER_AUTH", () => {
  let choosing: ClientInUse;
  const initiate = (parameters: Record<string, string>, client = choosing) =>
    pool.sdk.send(
      new InitiateAuthCommand({ AuthFlow: "USER_AUTH", ClientId: client.clientId, AuthParameters: parameters }),
    );
  const answer = (
    name: "SELECT_CHALLENGE" | "PASSWORD" | "PASSWORD_SRP" | "PASSWORD_VERIFIER",
    parameters: Record<string, string>,
    Session: string | undefined,
    client = choosing,
  ) => respond(pool, name, parameters, { ClientId: client.clientId, ...(Session && { Session }) });
  beforeAll(async () => {
    choosing = await pool.addClient({ ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
  });

  test("without a preference offers what the user can choose (observed: the members)", async () => {
    const { ChallengeName, AvailableChallenges, Session } = await initiate({ USERNAME: "ann" });
    expect(ChallengeName).toBe("SELECT_CHALLENGE");
    expect(AvailableChallenges).toEqual(["PASSWORD", "PASSWORD_SRP"]);
    const chosen = { USERNAME: "ann", ANSWER: "PASSWORD", PASSWORD };
    const { AuthenticationResult } = await answer("SELECT_CHALLENGE", chosen, Session);
    expect(AuthenticationResult?.AccessToken).toEqual(expect.any(String));
    expect(await refusedCall(answer("SELECT_CHALLENGE", chosen, Session))).toBe(USED);
  });

  test("a choice that is none leaves the session good (assumed)", async () => {
    const { Session } = await initiate({ USERNAME: "ann" });
    for (const ANSWER of ["EMAIL_OTP", "WEB_AUTHN", "toString", "SELECT_CHALLENGE"]) {
      expect(await refusedCall(answer("SELECT_CHALLENGE", { USERNAME: "ann", ANSWER }, Session))).toBe(
        "InvalidParameterException: Selected challenge is not available",
      );
    }
    await answer("SELECT_CHALLENGE", { USERNAME: "ann", ANSWER: "PASSWORD", PASSWORD }, Session);
  });

  test("with PASSWORD preferred takes the password at once, or asks for it", async () => {
    const preferred = { USERNAME: "ann", PREFERRED_CHALLENGE: "PASSWORD" };
    expect((await initiate({ ...preferred, PASSWORD })).AuthenticationResult).toBeDefined();
    expect(await refusedCall(initiate({ ...preferred, PASSWORD: OTHER_PASSWORD }))).toBe(WRONG);
    const { ChallengeName, Session } = await initiate(preferred);
    expect(ChallengeName).toBe("PASSWORD");
    const { AuthenticationResult } = await answer("PASSWORD", { USERNAME: "ann", PASSWORD }, Session);
    expect(AuthenticationResult).toBeDefined();
  });

  test("with PASSWORD_SRP preferred goes the way of SRP", async () => {
    const srp = createSrpClient(pool.poolId);
    const { ChallengeName, ChallengeParameters, Session } = await initiate({
      USERNAME: "ann",
      PREFERRED_CHALLENGE: "PASSWORD_SRP",
      SRP_A: srp.SRP_A,
    });
    expect(ChallengeName).toBe("PASSWORD_VERIFIER");
    const proof = srp.answer(present(ChallengeParameters), PASSWORD);
    const { AuthenticationResult } = await answer("PASSWORD_VERIFIER", proof, Session);
    expect(AuthenticationResult).toBeDefined();
  });

  test("PASSWORD_SRP may be chosen from the offer, with SRP_A beside it or after", async () => {
    const chosen = { USERNAME: "ann", ANSWER: "PASSWORD_SRP" };
    const beside = createSrpClient(pool.poolId);
    const first = await initiate({ USERNAME: "ann" });
    const asked = await answer("SELECT_CHALLENGE", { ...chosen, SRP_A: beside.SRP_A }, first.Session);
    expect(asked.ChallengeName).toBe("PASSWORD_VERIFIER");
    await answer("PASSWORD_VERIFIER", beside.answer(present(asked.ChallengeParameters), PASSWORD), asked.Session);

    const after = createSrpClient(pool.poolId);
    const second = await initiate({ USERNAME: "ann" });
    const wanting = await answer("SELECT_CHALLENGE", chosen, second.Session);
    expect(wanting.ChallengeName).toBe("PASSWORD_SRP");
    const given = await answer("PASSWORD_SRP", { USERNAME: "ann", SRP_A: after.SRP_A }, wanting.Session);
    expect(given.ChallengeName).toBe("PASSWORD_VERIFIER");
    await answer("PASSWORD_VERIFIER", after.answer(present(given.ChallengeParameters), PASSWORD), given.Session);
  });

  test("a preference that cannot be met leads to the choice (documented)", async () => {
    const { ChallengeName } = await initiate({ USERNAME: "ann", PREFERRED_CHALLENGE: "EMAIL_OTP" });
    expect(ChallengeName).toBe("SELECT_CHALLENGE");
  });

  test("offers an unknown user the same where they are hidden, and refuses alike", async () => {
    const secret = await pool.addClient({
      ExplicitAuthFlows: ["ALLOW_USER_AUTH"],
      PreventUserExistenceErrors: "ENABLED",
    });
    for (const USERNAME of ["ann", "ghost"]) {
      const { ChallengeName, AvailableChallenges, Session } = await initiate({ USERNAME }, secret);
      expect({ ChallengeName, AvailableChallenges }).toEqual({
        ChallengeName: "SELECT_CHALLENGE",
        AvailableChallenges: ["PASSWORD", "PASSWORD_SRP"],
      });
      const wrong = { USERNAME, ANSWER: "PASSWORD", PASSWORD: OTHER_PASSWORD };
      expect(await refusedCall(answer("SELECT_CHALLENGE", wrong, Session, secret))).toBe(WRONG);
      expect(await refusedCall(answer("SELECT_CHALLENGE", wrong, Session, secret))).toBe(USED);
    }
    expect(await refusedCall(initiate({ USERNAME: "ghost" }))).toBe("UserNotFoundException: User does not exist.");
  });
});

describe("a response", () => {
  test("that is no challenge of the session, or has no session, is refused (assumed: the texts)", async () => {
    expect(await refusedCall(respond(pool, "SOFTWARE_TOKEN_MFA", { USERNAME: "ann" }))).toBe(
      "InvalidParameterException: Missing required parameter Session",
    );
    expect(await refusedCall(respond(pool, "SMS_MFA", { USERNAME: "ann" }, { Session: "x".repeat(40) }))).toBe(
      "NotAuthorizedException: Invalid session for the user.",
    );
    expect(await refusedCall(respond(pool, "SMS_MFA", {}, { Session: "x".repeat(40) }))).toBe(
      "InvalidParameterException: Missing required parameter USERNAME",
    );
  });

  test("of a client that does not exist is told so (recorded)", async () => {
    const unknown = new RespondToAuthChallengeCommand({ ClientId: "nosuchclient", ChallengeName: "SMS_MFA" });
    expect(await refusedCall(pool.sdk.send(unknown))).toBe(
      "ResourceNotFoundException: User pool client nosuchclient does not exist.",
    );
  });

  test("with the code of a reset in the place of a session is refused", async () => {
    await pool.sdk.send(new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username: "ann" }));
    const Session = (await pool.code("ann")).padEnd(20, "0");
    const answer = { USERNAME: "ann", NEW_PASSWORD: OTHER_PASSWORD };
    expect(await refusedCall(respond(pool, "NEW_PASSWORD_REQUIRED", answer, { Session }))).toBe(
      "NotAuthorizedException: Invalid session for the user.",
    );
  });
});
