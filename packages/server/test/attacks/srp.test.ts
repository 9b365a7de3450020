import { ChangePasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { N } from "../../src/services/cognito-idp/credentials/srp-group.ts";
import {
  type ClientInUse,
  OTHER_PASSWORD,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
} from "../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../cognito-idp/refused-call.ts";
import { startTestServer } from "../start-test-server.ts";
import { beginSrp, dateText, prove, srpSide, weakPublics } from "./srp-attacker.ts";

const WRONG = "NotAuthorizedException: Incorrect username or password.";
const USED = "NotAuthorizedException: Invalid session for the user, session can only be used once.";
let server: Poolhouse;
let pool: PoolInUse;
let otherPool: PoolInUse;
let otherClient: ClientInUse;

beforeAll(async () => {
  // Attempts are not what stops these attacks.
  server = await startTestServer({ flags: { attemptLimits: "off" } });
  pool = await putPoolInUse(server);
  otherPool = await putPoolInUse(server);
  otherClient = await pool.addClient();
  for (const name of ["victim", "mallory"]) await pool.addUser(name);
  await otherPool.addUser("victim");
});
afterAll(() => server.close());

describe("an A that makes the shared secret known", () => {
  test.each(weakPublics)("$name proves nothing, whatever secret is claimed", async ({ A, text, secrets }) => {
    for (const secret of secrets) {
      const side = srpSide(pool.poolId, { A, ...(text !== undefined && { text }) });
      const { parameters } = await beginSrp(pool, "victim", { side });
      expect(await refusedCall(prove(pool, side.answer(parameters, secret)))).toBe(WRONG);
    }
  });

  test("is told from the smallest honest one, which proves the password: the attacker's arithmetic is right", async () => {
    const { by } = await beginSrp(pool, "victim", { side: srpSide(pool.poolId, { a: 1n }) });
    const { AuthenticationResult } = await prove(pool, by(PASSWORD));
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });
});

describe("an A that is no number of the group", () => {
  test.each([
    "-1",
    "-0",
    "0x2",
    "2 ",
    " 2",
    "+2",
    "2n",
    "٢",
    "zz",
    `${"f".repeat(10_000)}`,
    "f".repeat(100_000),
    "{}",
    "Infinity",
    "%00",
  ])("%j is refused at once", async (text) => {
    const side = srpSide(pool.poolId, { A: 2n, text });
    expect(await refusedCall(beginSrp(pool, "victim", { side }))).toMatch(/^InvalidParameterException: /);
  });

  test("above N it is taken modulo N, and proves what the number below proves: nothing without the password", async () => {
    const side = srpSide(pool.poolId, { a: 1n, A: N + 2n });
    for (const secret of [0n, 1n, 2n, N - 1n]) {
      const { parameters } = await beginSrp(pool, "victim", { side });
      expect(await refusedCall(prove(pool, side.answer(parameters, secret)))).toBe(WRONG);
    }
  });
});

describe("a proof is worth nothing", () => {
  test("a second time", async () => {
    const { by } = await beginSrp(pool, "victim");
    const answer = by(PASSWORD);
    await prove(pool, answer);
    expect(await refusedCall(prove(pool, answer))).toBe(USED);
  });

  test("a second time, when only the writing of its secret block was changed", async () => {
    const { by } = await beginSrp(pool, "victim");
    const answer = by(PASSWORD);
    await prove(pool, answer);
    const block = answer.PASSWORD_CLAIM_SECRET_BLOCK ?? "";
    for (const written of [`${block}=`, `${block}\n`, block.replaceAll("+", "-").replaceAll("/", "_"), ` ${block}`]) {
      expect(await refusedCall(prove(pool, { ...answer, PASSWORD_CLAIM_SECRET_BLOCK: written }))).toBe(USED);
    }
  });

  test("after a wrong one: each challenge allows one guess", async () => {
    const { by } = await beginSrp(pool, "victim");
    expect(await refusedCall(prove(pool, by(OTHER_PASSWORD)))).toBe(WRONG);
    expect(await refusedCall(prove(pool, by(PASSWORD)))).toBe(USED);
  });

  test("when many guesses answer one challenge at once", async () => {
    const { by } = await beginSrp(pool, "victim");
    const guesses = [...Array.from({ length: 9 }, () => OTHER_PASSWORD), PASSWORD].map((guess) => by(guess));
    const answers = await Promise.allSettled(guesses.map((guess) => prove(pool, guess)));
    const texts = answers.map((answer) => (answer.status === "rejected" ? answer.reason.message : "signed in"));
    expect(texts.filter((text) => !text.includes("only be used once"))).toHaveLength(1);
  });

  test("for a secret block that the server never gave out", async () => {
    const { side, parameters } = await beginSrp(pool, "victim");
    const secret = side.honestSecret(parameters, PASSWORD);
    for (const SECRET_BLOCK of ["", "AAAA", Buffer.alloc(48).toString("base64"), "x".repeat(100_000)]) {
      const answer = side.answer({ ...parameters, SECRET_BLOCK }, secret);
      expect(await refusedCall(prove(pool, answer))).toMatch(/^(NotAuthorized|InvalidParameter)Exception: /);
    }
  });

  test("at another client, or in another pool", async () => {
    for (const elsewhere of [otherClient, otherPool.main]) {
      const answer = (await beginSrp(pool, "victim")).by(PASSWORD);
      expect(await refusedCall(prove(pool, answer, elsewhere))).toBe(WRONG);
      // What was tried elsewhere has not used it up.
      await prove(pool, answer);
    }
  });

  test("for another user: the attacker's own password opens no challenge of the victim, nor the reverse", async () => {
    const own = (await beginSrp(pool, "mallory")).by(PASSWORD);
    expect(await refusedCall(prove(pool, { ...own, USERNAME: "victim" }))).toBe(WRONG);
    const { parameters } = await beginSrp(pool, "victim");
    const PASSWORD_CLAIM_SECRET_BLOCK = parameters.SECRET_BLOCK ?? "";
    expect(await refusedCall(prove(pool, { ...own, PASSWORD_CLAIM_SECRET_BLOCK }))).toBe(WRONG);
  });

  test("for another user with the same password: a proof names its user", async () => {
    const mallory = await beginSrp(pool, "mallory");
    const victim = await beginSrp(pool, "victim");
    const { SALT = "", USER_ID_FOR_SRP = "" } = mallory.parameters;
    const mixed = { ...victim.parameters, SALT, USER_ID_FOR_SRP };
    const answer = victim.side.answer(mixed, victim.side.honestSecret(mixed, PASSWORD));
    expect(await refusedCall(prove(pool, answer))).toBe(WRONG);
    expect(await refusedCall(prove(pool, { ...answer, USERNAME: "victim" }))).toBe(WRONG);
  });

  test("under a name in other letters where case counts", async () => {
    const answer = { ...(await beginSrp(pool, "victim")).by(PASSWORD), USERNAME: "VICTIM" };
    expect(await refusedCall(prove(pool, answer))).toBe(WRONG);
  });

  test("with a date more than a day off", async () => {
    for (const time of [Date.now() - 25 * 3_600_000, Date.now() + 25 * 3_600_000, 0]) {
      const { by } = await beginSrp(pool, "victim");
      expect(await refusedCall(prove(pool, by(PASSWORD, dateText(time))))).toBe(WRONG);
    }
  });

  test("with a date in another form, or none at all", async () => {
    for (const timestamp of [
      new Date().toISOString(),
      String(Date.now()),
      "Do Jan 1 00:00:00 UTC 1970",
      `${dateText()} `,
    ]) {
      const { by } = await beginSrp(pool, "victim");
      expect(await refusedCall(prove(pool, by(PASSWORD, timestamp)))).toMatch(
        /^InvalidParameterException: TIMESTAMP format/,
      );
    }
  });

  test("once it is too late, by the server's clock", async () => {
    const { by } = await beginSrp(pool, "victim");
    server.advance({ minutes: 3 });
    expect(await refusedCall(prove(pool, by(PASSWORD)))).toBe(
      "NotAuthorizedException: Invalid session for the user, session is expired.",
    );
  });

  test("with the old password, once the user has another: not even for a challenge from before", async () => {
    await pool.addUser("careful");
    const before = await beginSrp(pool, "careful");
    const { accessToken: AccessToken } = await pool.signIn("careful");
    const change = { AccessToken, PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD };
    await pool.sdk.send(new ChangePasswordCommand(change));
    expect(await refusedCall(prove(pool, before.by(PASSWORD)))).toBe(WRONG);
    const after = await beginSrp(pool, "careful");
    expect(await refusedCall(prove(pool, after.by(PASSWORD)))).toBe(WRONG);
  });

  test("with anything but base64 as its signature", async () => {
    for (const signature of ["", " ", "=", "AAAA", "é".repeat(64), "A".repeat(100_000)]) {
      const answer = { ...(await beginSrp(pool, "victim")).by(PASSWORD), PASSWORD_CLAIM_SIGNATURE: signature };
      expect(await refusedCall(prove(pool, answer))).toMatch(/^(NotAuthorized|InvalidParameter)Exception: /);
    }
  });
});

test("no two challenges share a B or a secret block, also for the same A", async () => {
  const side = srpSide(pool.poolId);
  const begun = await Promise.all(Array.from({ length: 10 }, () => beginSrp(pool, "victim", { side })));
  expect(new Set(begun.map(({ parameters }) => parameters.SRP_B)).size).toBe(10);
  expect(new Set(begun.map(({ parameters }) => parameters.SECRET_BLOCK)).size).toBe(10);
});
