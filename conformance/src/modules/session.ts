import type { ConformanceModule } from "../conformance-module.ts";
import { readError } from "../protocol/answer.ts";
import { authorize, type Parameters } from "../protocol/authorize.ts";
import { NEEDS_A_PAGE } from "../protocol/needs-a-page.ts";
import { type SignIn, signIn } from "../protocol/sign-in.ts";
import type { Trial } from "../trial.ts";

/** Two sign-ins in one browser, of which the second asks nothing and tells of the same one. */
async function signInTwice(
  trial: Trial,
  first: Parameters,
  second: (first: SignIn) => Parameters,
): Promise<readonly [SignIn, SignIn]> {
  const one = await signIn(trial, first);
  const other = await signIn(trial, second(one));
  trial.must(one.signIns === 1, `the first request asks for the password once, not ${one.signIns} times`);
  trial.must(other.signIns === 0, "the second request does not ask for the password");
  trial.must(other.claims.sub === one.claims.sub, "both ID tokens are of one user");
  trial.must(other.claims.auth_time === one.claims.auth_time, "both ID tokens tell of one sign-in (auth_time)");
  return [one, other];
}

/** A second sign-in that has to ask for the password although there is a session. */
async function signInAgain(trial: Trial, seconds: number, changes: Parameters): Promise<SignIn> {
  const one = await signIn(trial);
  await trial.op.wait(seconds);
  const other = await signIn(trial, changes);
  trial.must(other.signIns === 1, `the second request asks for the password once, not ${other.signIns} times`);
  const [before, after] = [one.claims.auth_time, other.claims.auth_time].map(Number);
  trial.must(!(Number(after) <= Number(before)), `auth_time of the second sign-in is later: ${before} and ${after}`);
  return other;
}

export const sessionModules: readonly ConformanceModule[] = [
  {
    name: "oidcc-prompt-login",
    rule: "prompt=login asks for the password again",
    run: async (trial) => void (await signInAgain(trial, 1, { prompt: "login" })),
  },
  {
    name: "oidcc-prompt-none-not-logged-in",
    rule: "prompt=none without a session is an error, and shows no page",
    async run(trial) {
      const error = readError(trial, await authorize(trial, { prompt: "none" }, { stateLength: 128 }));
      trial.must(NEEDS_A_PAGE.includes(error), `the error says that a page was needed, not ${error}`);
    },
  },
  {
    name: "oidcc-prompt-none-logged-in",
    rule: "prompt=none with a session goes on without a page",
    run: async (trial) => void (await signInTwice(trial, {}, () => ({ prompt: "none" }))),
  },
  {
    name: "oidcc-max-age-1",
    rule: "max_age=1 asks for the password again after two seconds, and auth_time is told",
    async run(trial) {
      const { claims } = await signInAgain(trial, 2, { max_age: "1" });
      const { auth_time: authTime } = claims;
      trial.must(typeof authTime === "number", "auth_time is in the ID token, since max_age was sent");
      trial.must(Math.abs(Number(authTime) - trial.op.now()) < 10, `auth_time is that of the new sign-in: ${authTime}`);
    },
  },
  {
    name: "oidcc-max-age-10000",
    rule: "max_age=10000 goes on with a young session, and auth_time is told",
    async run(trial) {
      const pair = await signInTwice(trial, { max_age: "15000" }, () => ({ max_age: "10000" }));
      for (const { claims } of pair) {
        trial.must(typeof claims.auth_time === "number", "auth_time is in the ID token, since max_age was sent");
      }
    },
  },
  {
    name: "oidcc-id-token-hint",
    rule: "id_token_hint of the user who is signed in goes on without a page",
    async run(trial) {
      await signInTwice(trial, {}, ({ tokens }) => ({ prompt: "none", id_token_hint: tokens.idToken }));
    },
  },
];
