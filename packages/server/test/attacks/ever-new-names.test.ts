import {
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProcessFetch } from "../../src/http/in-process.ts";
import { OTHER_PASSWORD, type PoolInUse, putPoolInUse, wrongCode } from "../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../cognito-idp/refused-call.ts";
import { standingClock } from "../standing-clock.ts";
import { startTestServer } from "../start-test-server.ts";

/** Guesses are counted by the name that was typed. Whoever holds a token gives its user a new name for each few of them. */
const TURNS = 12;
const WRONG = "NotAuthorizedException: Incorrect username or password.";
const MISMATCH = "CodeMismatchException: Invalid verification code provided, please try again.";
let server: Poolhouse;
let byAlias: PoolInUse;
let byAddress: PoolInUse;
let names = 0;

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
  byAlias = await putPoolInUse(server, { pool: { AliasAttributes: ["email", "preferred_username"] } });
  byAddress = await putPoolInUse(server, {
    pool: { UsernameAttributes: ["email"], AutoVerifiedAttributes: ["email"] },
  });
});
afterAll(() => server.close());

const newName = () => {
  names += 1;
  return `name${names}`;
};
const update = (pool: PoolInUse, AccessToken: string, attribute: string, Value: string) =>
  pool.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: attribute, Value }] }));

/** How many guesses are judged, `each` of them under each of ever new names. */
async function judged(
  { rename, each }: { rename: () => Promise<string>; each: number },
  guess: (name: string) => Promise<unknown>,
  verdict: unknown,
): Promise<number> {
  let count = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const name = await rename();
    for (let tried = 0; tried < each; tried += 1) if ((await guess(name)) === verdict) count += 1;
  }
  return count;
}

test("a stolen token does not make the lock on passwords forget: by a preferred name", async () => {
  await byAlias.addUser("victim");
  const { accessToken } = await byAlias.signIn("victim");
  const rename = async () => {
    const name = newName();
    await update(byAlias, accessToken, "preferred_username", name);
    return name;
  };
  const guess = (name: string) => refusedCall(byAlias.signIn(name, OTHER_PASSWORD));
  expect(await judged({ rename, each: 5 }, guess, WRONG)).toBeLessThanOrEqual(10);
});

test("nor do challenges that were begun under names that are given away before they are answered", async () => {
  await byAlias.addUser("renamed");
  const { accessToken } = await byAlias.signIn("renamed");
  const client = { ClientId: byAlias.main.clientId };
  const SRP_A = (3n ** 500n).toString(16);
  let told = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const USERNAME = newName();
    await update(byAlias, accessToken, "preferred_username", USERNAME);
    const begin = () =>
      byAlias.sdk.send(
        new InitiateAuthCommand({ ...client, AuthFlow: "USER_SRP_AUTH", AuthParameters: { USERNAME, SRP_A } }),
      );
    const begun = await Promise.all(Array.from({ length: 4 }, begin));
    await update(byAlias, accessToken, "preferred_username", newName());
    for (const { ChallengeParameters } of begun) {
      const answer = {
        USERNAME: "renamed",
        PASSWORD_CLAIM_SECRET_BLOCK: ChallengeParameters?.SECRET_BLOCK ?? "",
        PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString("base64"),
        TIMESTAMP: "Mon Nov 30 07:00:00 UTC 2026",
      };
      const given = { ...client, ChallengeName: "PASSWORD_VERIFIER" as const, ChallengeResponses: answer };
      if ((await refusedCall(byAlias.sdk.send(new RespondToAuthChallengeCommand(given)))) === WRONG) told += 1;
    }
  }
  expect(told).toBeGreaterThanOrEqual(4);
  expect(told).toBeLessThanOrEqual(10);
});

test("nor by an address that signs in as soon as it is given", async () => {
  await byAddress.addUser("victim@example.com", { email: null });
  const { accessToken } = await byAddress.signIn("victim@example.com");
  const rename = async () => {
    const name = `${newName()}@example.com`;
    await update(byAddress, accessToken, "email", name);
    return name;
  };
  const guess = (name: string) => refusedCall(byAddress.signIn(name, OTHER_PASSWORD));
  expect(await judged({ rename, each: 5 }, guess, WRONG)).toBeLessThanOrEqual(10);
});

test("a reset's code is not guessed further under each new name", async () => {
  await byAlias.addUser("forgetful");
  const { accessToken } = await byAlias.signIn("forgetful");
  const client = { ClientId: byAlias.main.clientId };
  await byAlias.sdk.send(new ForgotPasswordCommand({ ...client, Username: "forgetful" }));
  const code = wrongCode(await byAlias.code("forgetful"));
  const rename = async () => {
    const name = newName();
    await update(byAlias, accessToken, "preferred_username", name);
    return name;
  };
  const guess = (Username: string) => {
    const given = { ...client, Username, ConfirmationCode: code, Password: OTHER_PASSWORD };
    return refusedCall(byAlias.sdk.send(new ConfirmForgotPasswordCommand(given)));
  };
  expect(await judged({ rename, each: 20 }, guess, MISMATCH)).toBeLessThanOrEqual(40);
});

test("nor the code of an address that is not one's own, by the link of a mail", async () => {
  await byAlias.addUser("mallory");
  const { accessToken } = await byAlias.signIn("mallory");
  await update(byAlias, accessToken, "email", "stranger@example.com");
  const code = wrongCode(await server.mailbox.code("stranger@example.com"));
  const rename = async () => {
    const name = newName();
    await update(byAlias, accessToken, "preferred_username", name);
    return name;
  };
  const fetch = inProcessFetch(server.handle);
  const guess = async (user_name: string) => {
    const query = { client_id: byAlias.main.clientId, user_name, confirmation_code: code };
    return (await fetch(`/confirmUser?${new URLSearchParams(query)}`)).status;
  };
  expect(await judged({ rename, each: 15 }, guess, 400)).toBeLessThanOrEqual(30);
});

test("and codes fill no mailbox by being asked for under each new name", async () => {
  await byAlias.addUser("flooded");
  const { accessToken } = await byAlias.signIn("flooded");
  await server.mailbox.clear();
  for (let turn = 0; turn < TURNS; turn += 1) {
    const Username = newName();
    await update(byAlias, accessToken, "preferred_username", Username);
    for (let asked = 0; asked < 20; asked += 1) {
      await byAlias.sdk.send(new ForgotPasswordCommand({ ClientId: byAlias.main.clientId, Username })).catch(() => {});
    }
  }
  const sent = (await server.mailbox.messages({ username: "flooded" })).filter(({ code }) => code);
  expect(sent.length).toBeLessThanOrEqual(40);
});
