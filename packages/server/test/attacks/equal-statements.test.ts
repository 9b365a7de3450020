import { StatementSync } from "node:sqlite";
import { AdminCreateUserCommand, AdminResetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type Poolhouse, startPoolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { rawCall } from "../cognito-idp/raw-call.ts";
import { srpSide } from "./srp-attacker.ts";

/**
 * A stranger with a stopwatch, beside a database that is a network away: each question to it takes a millisecond, so a stranger's name must
 * ask the same ones as a user's. The statements are those of every database; they are listened to on SQLite.
 */
const METHODS = ["all", "run"] as const;
const { all, run } = StatementSync.prototype;
const real = { all, run };
/** What tells of users. Keys, the mailbox's order and transactions are seen to in the background too, at whatever moment. */
const OF_USERS = /"(?:users|user_passwords|sign_in_names|codes|attempts|auth_sessions|events)"|insert into "messages"/;
/** What has expired goes, at whatever moment. */
const PURGE = /^delete .* < /;
const asked: string[] = [];
let server: Poolhouse;

beforeAll(async () => {
  for (const method of METHODS) {
    Reflect.set(StatementSync.prototype, method, function (this: StatementSync, ...values: unknown[]) {
      if (OF_USERS.test(this.sourceSQL) && !PURGE.test(this.sourceSQL)) asked.push(this.sourceSQL);
      return Reflect.apply(real[method], this, values);
    });
  }
  server = await startPoolhouse({ flags: { attemptLimits: "confirm-forgot-password=1000" } });
});
afterAll(async () => {
  await server.close();
  for (const method of METHODS) Reflect.set(StatementSync.prototype, method, real[method]);
});

const pools = {
  "user names": {},
  aliases: { AliasAttributes: ["email" as const] },
  "addresses for names": { UsernameAttributes: ["email" as const] },
};

describe.each(Object.entries(pools))("in a pool of %s", (_, settings) => {
  const isAddress = "UsernameAttributes" in settings;
  const name = (stem: string) => (isAddress ? `${stem}@example.com` : stem);
  const user = isAddress ? { email: null } : {};
  let pool: PoolInUse;

  beforeAll(async () => {
    pool = await putPoolInUse(server, { pool: settings, client: { PreventUserExistenceErrors: "ENABLED" } });
    await pool.addUser(name("confirmed"), user);
    await pool.signUp(name("unconfirmed"), user);
    await pool.addUser(name("disabled"), user);
    await pool.disable(name("disabled"));
    await pool.addUser(name("to-reset"), user);
    const invite = { UserPoolId: pool.poolId, Username: name("invited"), TemporaryPassword: PASSWORD };
    await pool.sdk.send(new AdminCreateUserCommand({ ...invite, MessageAction: "SUPPRESS" }));
    const reset = { UserPoolId: pool.poolId, Username: name("to-reset") };
    await pool.sdk.send(new AdminResetUserPasswordCommand(reset));
  });

  const ask = (operation: string, body: object) =>
    rawCall(server, operation, { ClientId: pool.main.clientId, ...body }, { signed: false });
  const conversations: Record<string, (Username: string) => Promise<unknown>> = {
    "a wrong password": (USERNAME) =>
      ask("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME, PASSWORD: OTHER_PASSWORD },
      }),
    "a wrong proof": async (USERNAME) => {
      const AuthParameters = { USERNAME, SRP_A: srpSide(pool.poolId).text };
      const { body } = await ask("InitiateAuth", { AuthFlow: "USER_SRP_AUTH", AuthParameters });
      const { ChallengeParameters } = JSON.parse(body);
      const ChallengeResponses = {
        USERNAME: ChallengeParameters.USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: ChallengeParameters.SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString("base64"),
        TIMESTAMP: "now",
      };
      return ask("RespondToAuthChallenge", { ChallengeName: "PASSWORD_VERIFIER", ChallengeResponses });
    },
    "asking for a reset": (Username) => ask("ForgotPassword", { Username }),
    "a wrong code for a reset": (Username) =>
      ask("ConfirmForgotPassword", { Username, ConfirmationCode: "wrong", Password: OTHER_PASSWORD }),
    "asking for a sign-up's code again": (Username) => ask("ResendConfirmationCode", { Username }),
    "a wrong code of a sign-up": (Username) => ask("ConfirmSignUp", { Username, ConfirmationCode: "wrong" }),
  };
  // That a sign-up waits for its code is told by the answer itself.
  const names = (what: string) =>
    ["confirmed", "unconfirmed", "disabled", "to-reset", "invited"].filter(
      (stem) => stem !== "unconfirmed" || what !== "a wrong code of a sign-up",
    );

  test.each(Object.entries(conversations))(
    "%s asks the same of the database, whoever it is for",
    async (what, converse) => {
      const statements = async (Username: string) => {
        asked.length = 0;
        await converse(Username);
        return [...asked];
      };
      // The first time counters begin, for whomever.
      for (const stem of ["nobody", ...names(what)]) await converse(name(stem));
      const ofNobody = await statements(name("nobody"));
      expect(ofNobody.length).toBeGreaterThan(3);
      for (const stem of names(what)) expect([stem, await statements(name(stem))]).toEqual([stem, ofNobody]);
    },
  );
});
