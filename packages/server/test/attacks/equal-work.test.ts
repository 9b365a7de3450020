import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createModPowPool } from "../../src/services/cognito-idp/credentials/mod-pow-pool.ts";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { rawCall } from "../cognito-idp/raw-call.ts";
import { startTestServer } from "../start-test-server.ts";
import { srpSide } from "./srp-attacker.ts";

/**
 * A stranger with a stopwatch. Exponentiations are what takes time, so their number must not depend on whether there is such a user, nor
 * on what is wrong; the times themselves are compared in bench/.
 */
const threads = createModPowPool({ threads: 1 });
let powers = 0;
let server: Poolhouse;
let pool: PoolInUse;

beforeAll(async () => {
  server = await startTestServer({
    flags: { attemptLimits: "off" },
    overrides: {
      modPow: (base, exponent) => {
        powers += 1;
        return threads.modPow(base, exponent);
      },
    },
  });
  pool = await putPoolInUse(server, {
    client: {
      PreventUserExistenceErrors: "ENABLED",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"],
    },
  });
  await pool.addUser("confirmed");
  await pool.signUp("unconfirmed");
  await pool.addUser("disabled");
  await pool.disable("disabled");
  await pool.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.poolId,
      Username: "temporary",
      TemporaryPassword: "Temporary-1",
      MessageAction: "SUPPRESS",
    }),
  );
});
afterAll(async () => {
  await server.close();
  await threads.close();
});

const names = ["nobody", "nobody-else@example.com", "confirmed", "unconfirmed", "disabled", "temporary"];
const ask = (operation: string, body: object) =>
  rawCall(server, operation, { ClientId: pool.main.clientId, ...body }, { signed: false });

/** What each conversation costs for each name, in exponentiations. */
async function costs(converse: (name: string) => Promise<unknown>): Promise<Record<string, number>> {
  const spent: Record<string, number> = {};
  for (const name of names) {
    const before = powers;
    await converse(name);
    spent[name] = powers - before;
  }
  return spent;
}
const alike = (count: number) => Object.fromEntries(names.map((name) => [name, count]));

const byPassword = (AuthFlow: string, USERNAME: string, more: object) =>
  ask("InitiateAuth", { AuthFlow, AuthParameters: { USERNAME, ...more } });

async function bySrp(name: string, change: (answer: Record<string, string>) => Record<string, string>, A?: bigint) {
  const side = srpSide(pool.poolId, A === undefined ? { a: 1n } : { A });
  const begun = await ask("InitiateAuth", {
    AuthFlow: "USER_SRP_AUTH",
    AuthParameters: { USERNAME: name, SRP_A: side.text },
  });
  const answer = change(side.answer(JSON.parse(begun.body).ChallengeParameters, 0n));
  return ask("RespondToAuthChallenge", { ChallengeName: "PASSWORD_VERIFIER", ChallengeResponses: answer });
}

describe("one exponentiation, whoever is asked for", () => {
  test("by a wrong password", async () => {
    expect(await costs((name) => byPassword("USER_PASSWORD_AUTH", name, { PASSWORD: OTHER_PASSWORD }))).toEqual(
      alike(1),
    );
  });

  test("by a password of one letter, or of the greatest length", async () => {
    expect(await costs((name) => byPassword("USER_PASSWORD_AUTH", name, { PASSWORD: "x" }))).toEqual(alike(1));
    expect(await costs((name) => byPassword("USER_PASSWORD_AUTH", name, { PASSWORD: "x".repeat(256) }))).toEqual(
      alike(1),
    );
  });

  test("by the choice of a password", async () => {
    const chosen = { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: OTHER_PASSWORD };
    expect(await costs((name) => byPassword("USER_AUTH", name, chosen))).toEqual(alike(1));
  });
});

describe("three exponentiations, one to begin and two to judge, whoever is asked for", () => {
  test("by a wrong proof", async () => {
    expect(await costs((name) => bySrp(name, (answer) => answer))).toEqual(alike(3));
  });

  test("but only the first where there is no date, for nothing is judged then", async () => {
    expect(await costs((name) => bySrp(name, (answer) => ({ ...answer, TIMESTAMP: "never" })))).toEqual(alike(1));
  });

  test("by an old date or a signature that is none", async () => {
    const TIMESTAMP = "Thu Jan 1 00:00:00 UTC 1970";
    expect(await costs((name) => bySrp(name, (answer) => ({ ...answer, TIMESTAMP })))).toEqual(alike(3));
    expect(await costs((name) => bySrp(name, (answer) => ({ ...answer, PASSWORD_CLAIM_SIGNATURE: "AAAA" })))).toEqual(
      alike(3),
    );
  });

  test("by an A that is refused", async () => {
    expect(await costs((name) => bySrp(name, (answer) => answer, 0n))).toEqual(alike(3));
    expect(await costs((name) => bySrp(name, (answer) => answer, 1n))).toEqual(alike(3));
  });
});

describe("none", () => {
  test("by a wrong code for a new password: no work is done for whoever has no code", async () => {
    const guess = (Username: string) =>
      ask("ConfirmForgotPassword", { Username, ConfirmationCode: "x", Password: PASSWORD });
    expect(await costs(guess)).toEqual(alike(0));
    expect(
      await costs(async (Username) => {
        await ask("ForgotPassword", { Username });
        await guess(Username);
      }),
    ).toEqual(alike(0));
  });

  test("by asking for codes or guessing those of sign-ups", async () => {
    expect(await costs((Username) => ask("ResendConfirmationCode", { Username }))).toEqual(alike(0));
    expect(await costs((Username) => ask("ConfirmSignUp", { Username, ConfirmationCode: "x" }))).toEqual(alike(0));
  });
});

test("signing up costs one, whether the name is taken or not", async () => {
  const signUp = (Username: string) => ask("SignUp", { Username, Password: PASSWORD });
  const before = powers;
  await signUp("confirmed");
  expect(powers - before).toBe(1);
  await signUp("somebody-new");
  expect(powers - before).toBe(2);
});
