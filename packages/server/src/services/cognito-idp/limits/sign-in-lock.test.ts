import { InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClientInUse,
  OTHER_PASSWORD,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
} from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { beginSrp, respond } from "../../../../test/cognito-idp/srp-client.ts";
import { standingClock } from "../../../../test/standing-clock.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const WRONG = "NotAuthorizedException: Incorrect username or password.";
const LOCKED = "NotAuthorizedException: Password attempts exceeded";
let server: Poolhouse;
let pool: PoolInUse;
let hiding: ClientInUse;
const guess = (username: string, client = pool.main) => refusedCall(pool.signIn(username, OTHER_PASSWORD, client));
async function fail(username: string, times: number, client = pool.main): Promise<string[]> {
  const answers: string[] = [];
  for (let turn = 0; turn < times; turn += 1) answers.push(await guess(username, client));
  return answers;
}

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
  pool = await putPoolInUse(server);
  hiding = await pool.addClient({ PreventUserExistenceErrors: "ENABLED" });
});
afterAll(() => server.close());

test("five failures lock for a second, even for the right password (documented)", async () => {
  await pool.addUser("ann");
  expect(await fail("ann", 5)).toEqual(Array.from({ length: 5 }, () => WRONG));
  expect(await refusedCall(pool.signIn("ann"))).toBe(LOCKED);
  server.advance({ seconds: 1 });
  await pool.signIn("ann");
});

test("the time doubles with each further failure, up to fifteen minutes (documented)", async () => {
  await pool.addUser("bob");
  await fail("bob", 5);
  for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
    server.advance({ seconds: seconds - 0.001 });
    expect(await guess("bob")).toBe(LOCKED);
    server.advance({ seconds: 0.001 });
    expect(await guess("bob")).toBe(WRONG);
  }
});

test("an attempt inside the lock does not lengthen it (documented)", async () => {
  await pool.addUser("carol");
  await fail("carol", 5);
  expect(await fail("carol", 10)).toEqual(Array.from({ length: 10 }, () => LOCKED));
  server.advance({ seconds: 1 });
  await pool.signIn("carol");
});

test("a success forgets the failures (documented)", async () => {
  await pool.addUser("dora");
  await fail("dora", 4);
  await pool.signIn("dora");
  await fail("dora", 4);
  await pool.signIn("dora");
});

test("fifteen quiet minutes forget the failures (documented)", async () => {
  await pool.addUser("eve");
  await fail("eve", 4);
  server.advance({ minutes: 15, seconds: 1 });
  await fail("eve", 4);
  await pool.signIn("eve");
});

test("counts for a name, whether or not there is such a user, and through every client", async () => {
  await pool.addUser("fay");
  for (const name of ["fay", "no-fay"]) {
    expect(await fail(name, 5, hiding)).toEqual(Array.from({ length: 5 }, () => WRONG));
    expect(await guess(name, hiding)).toBe(LOCKED);
  }
  expect(await refusedCall(pool.signIn("fay"))).toBe(LOCKED);
});

test("of two hundred guesses at once none tells which was right", async () => {
  await pool.addUser("gus");
  const right = 150;
  const answers = await Promise.allSettled(
    Array.from({ length: 200 }, (_, turn) => pool.signIn("gus", turn === right ? PASSWORD : OTHER_PASSWORD)),
  );
  const texts = answers.map((answer) => (answer.status === "rejected" ? String(answer.reason.message) : "signed in"));
  // Answered after the lock fell, the right one looks like every other one answered then.
  const alike = texts.filter((text) => text === texts[right]).length;
  expect(texts[right] === "signed in" || alike > 50).toBe(true);
  expect(texts.filter((text) => text === "Incorrect username or password.").length).toBeLessThanOrEqual(5);
});

describe("SRP", () => {
  const prove = async (username: string, password: string) => {
    const { srp, parameters } = await beginSrp(pool, username);
    return respond(pool, "PASSWORD_VERIFIER", srp.answer(parameters, password));
  };

  test("counts with plain passwords, and is locked with them", async () => {
    await pool.addUser("hal");
    await fail("hal", 2);
    for (let turn = 0; turn < 3; turn += 1) expect(await refusedCall(prove("hal", OTHER_PASSWORD))).toBe(WRONG);
    expect(await refusedCall(prove("hal", PASSWORD))).toBe(LOCKED);
    expect(await refusedCall(pool.signIn("hal"))).toBe(LOCKED);
    server.advance({ seconds: 1 });
    await prove("hal", PASSWORD);
  });

  test("gets its challenge also while locked (assumed): the beginning tells nothing", async () => {
    await pool.addUser("ida");
    await fail("ida", 5);
    const { answer } = await beginSrp(pool, "ida");
    expect(answer.ChallengeName).toBe("PASSWORD_VERIFIER");
  });
});

test("refreshing is not locked (assumed)", async () => {
  await pool.addUser("jane");
  const { refreshToken } = await pool.signIn("jane");
  await fail("jane", 5);
  await pool.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId: pool.main.clientId,
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    }),
  );
});

test("the number of failures can be set, and the lock switched off", async () => {
  for (const [attemptLimits, locks] of [
    ["sign-in=2", true],
    ["sign-in=off", false],
  ] as const) {
    const other = await startTestServer({ flags: { attemptLimits }, overrides: { clock: standingClock() } });
    const set = await putPoolInUse(other);
    await set.addUser("kim");
    for (let turn = 0; turn < (locks ? 2 : 12); turn += 1) {
      expect(await refusedCall(set.signIn("kim", OTHER_PASSWORD))).toBe(WRONG);
    }
    if (locks) expect(await refusedCall(set.signIn("kim"))).toBe(LOCKED);
    else await set.signIn("kim");
    await other.close();
  }
});
