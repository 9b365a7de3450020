import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { AppClient } from "../clients/app-client.ts";
import type { SrpCredential } from "../credentials/credential.ts";
import { errors } from "../errors.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import type { UserPassword } from "../users/user-password.ts";
import { challenges } from "./challenges/registry.ts";
import { flows } from "./flows/registry.ts";
import { createSignInMachine } from "./machine.ts";
import type { Change, SignInPorts, SignInState, Step, Subject } from "./machine-types.ts";

/**
 * Random walks through the sign-in machine beside an oracle that knows nothing of its code. The arithmetic is replaced by symbols (a
 * credential is the hash of its password, a proof the hash of the password over the nonce), so that a hundred thousand walks take
 * seconds; the arithmetic itself has its own tests.
 */
const WALKS = 100_000;

const hash = (...parts: string[]) => createHash("sha1").update(JSON.stringify(parts)).digest("hex");
const credentialOf = (password: string): SrpCredential => ({
  kind: "srp",
  group: "modp15",
  salt: "01",
  verifier: hash("verifier", password),
  poolName: "p",
  userId: "u",
});

/** A small generator of our own, so that a failing walk can be walked again by its number. */
function seeded(seed: number) {
  let state = seed + 0x9e3779b9;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (limit: number) => Math.floor(next() * limit),
    pick: <T>(list: readonly [T, ...T[]]): T => list[Math.floor(next() * list.length)] ?? list[0],
    chance: (share: number) => next() < share,
  };
}

const honest: Pick<SignInPorts, "matchesPassword" | "provesPassword"> = {
  matchesPassword: async (credential, password) =>
    credential.kind === "srp" && credential.verifier === hash("verifier", password),
  provesPassword: async ({ state, credential, proof }) =>
    proof.signature === hash("proof", credential.verifier, state.serverPrivate, proof.timestamp),
};

interface Person {
  user: User;
  password: string;
  temporary: boolean;
}

function pool(): UserPool {
  return {
    id: "us-east-1_walks",
    schema: [],
    settings: {
      allowedFirstAuthFactors: ["PASSWORD"],
      passwordPolicy: { temporaryPasswordValidityDays: 7 },
    },
    identity: { aliasAttributes: [], usernameAttributes: [], caseSensitive: undefined },
    // The machine reads no other member of a pool.
  } as unknown as UserPool;
}

const client = { id: "c", settings: {} } as unknown as AppClient;

/** One walk. @returns a sentence for the first thing that was wrong, and whether tokens were reached */
async function walk(seed: number, arithmetic: typeof honest): Promise<{ fault: string | undefined; tokens: number }> {
  const random = seeded(seed);
  let nonce = 0;
  let tokens = 0;
  const now = 1_800_000_000_000;
  const machine = createSignInMachine(flows, challenges);
  const ports: SignInPorts = {
    ...arithmetic,
    createCredential: async (password) => credentialOf(password),
    newPassword: async (password) => {
      if (password.length < 4) throw errors.passwordRefused("Password not long enough");
      return { current: credentialOf(password), history: [], temporarySince: undefined };
    },
    simulatedCredential: () => credentialOf("nobody's password: no walk ever types it"),
    beginSrp: async (clientPublic, credential) => {
      nonce += 1;
      return {
        serverPublic: "b",
        secretBlock: `block ${nonce}`,
        state: { clientPublic, serverPrivate: `nonce ${nonce}`, serverPublic: credential.salt },
      };
    },
    now: () => now,
    wall: () => now,
  };
  const people: Person[] = (["CONFIRMED", "UNCONFIRMED", "FORCE_CHANGE_PASSWORD", "RESET_REQUIRED"] as const).map(
    (status, index) => ({
      user: {
        poolId: "us-east-1_walks",
        sub: `sub ${index}`,
        username: `user ${index}`,
        status,
        enabled: !random.chance(0.15),
        attributes: {},
        pendingAttributes: {},
        createdAt: 0,
        modifiedAt: 0,
        version: 1,
      },
      password: `right ${index}`,
      temporary: status === "FORCE_CHANGE_PASSWORD",
    }),
  );
  const sessions: { state: SignInState; person: Person | undefined; used: boolean; proven: boolean }[] = [];

  const subjectOf = (person: Person | undefined, locked: boolean): Subject => {
    const password: (UserPassword & { stamp: string }) | undefined = person && {
      current: credentialOf(person.password),
      history: [],
      temporarySince: person.temporary ? now - random.below(2) * 8 * 86_400_000 : undefined,
      stamp: "s",
    };
    const name = person?.user.username ?? "stranger";
    return { pool: pool(), client, user: person?.user, userId: name, nameKey: name, password, locked };
  };
  const typed = (person: Person | undefined) =>
    random.chance(0.6) ? (person?.password ?? "guess") : random.pick(["guess", "right 0", "right 2", "", "chosen 1"]);
  /** What the oracle asks of a person before tokens, besides the proof. */
  const mayHaveTokens = (person: Person | undefined, chosen: boolean) =>
    person?.user.enabled === true &&
    (person.user.status === "CONFIRMED" || (person.user.status === "FORCE_CHANGE_PASSWORD" && chosen));

  for (let action = 0; action < 6; action += 1) {
    const open = sessions.filter(({ used }) => !used || random.chance(0.3));
    const answered = open.length > 0 && random.chance(0.7) ? open[random.below(open.length)] : undefined;
    const person = answered ? answered.person : random.chance(0.85) ? people[random.below(people.length)] : undefined;
    const locked = random.chance(0.1);
    const subject = subjectOf(person, locked);
    let proofGiven = false;
    let chosen = false;
    let step: Step | undefined;
    if (answered === undefined) {
      const flow = random.pick([
        "USER_SRP_AUTH",
        "USER_PASSWORD_AUTH",
        "ADMIN_USER_PASSWORD_AUTH",
        "USER_AUTH",
        "NONE",
      ]);
      const PASSWORD = typed(person);
      const preferred = random.pick(["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP", undefined]);
      const parameters: Record<string, string> = { PASSWORD, ...(random.chance(0.8) && { SRP_A: "a" }) };
      if (preferred) parameters.PREFERRED_CHALLENGE = preferred;
      const plain = flow.endsWith("PASSWORD_AUTH") || (flow === "USER_AUTH" && preferred === "PASSWORD");
      proofGiven = plain && !locked && PASSWORD === person?.password;
      step = await attempt(() => machine.step({ kind: "start", flow, parameters, subject, eventId: "e" }, ports));
    } else {
      // The caller of the machine refuses used sessions; here one is answered twice only when the walk says so, and then it must
      // be the caller's refusal that keeps the tokens away.
      if (answered.used) continue;
      const { state } = answered;
      const challenge = random.chance(0.9)
        ? state.step
        : random.pick([
            "NEW_PASSWORD_REQUIRED",
            "PASSWORD_VERIFIER",
            "PASSWORD",
            "SELECT_CHALLENGE",
            "CONFIRMED_SIGN_UP",
          ]);
      const password = typed(person);
      const timestamp = "Fri Jan 15 08:00:00 UTC 2027";
      const secret = typeof state.data === "object" && state.data !== null && "serverPrivate" in state.data;
      const signature = secret
        ? hash("proof", credentialOf(password).verifier, String(Object(state.data).serverPrivate), timestamp)
        : "nothing";
      const ANSWER = random.pick(["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP"]);
      const responses: Record<string, string> = {
        ANSWER,
        PASSWORD: password,
        SRP_A: "a",
        PASSWORD_CLAIM_SECRET_BLOCK: "block",
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: timestamp,
        NEW_PASSWORD: random.pick(["chosen 1", "x"]),
      };
      const plain = challenge === "PASSWORD" || (challenge === "SELECT_CHALLENGE" && ANSWER === "PASSWORD");
      const proving = challenge === state.step && (plain || challenge === "PASSWORD_VERIFIER");
      proofGiven = proving && !locked && password === person?.password;
      chosen =
        challenge === "NEW_PASSWORD_REQUIRED" && state.step === challenge && responses.NEW_PASSWORD === "chosen 1";
      step = await attempt(() => machine.step({ kind: "answer", challenge, responses, subject, state }, ports));
      if (step && (step.outcome.kind !== "error" || step.outcome.session === "consumed")) answered.used = true;
    }
    if (step === undefined) continue;
    const proven = proofGiven || answered?.proven === true;
    const fault = check(step, { proven, allowed: proven && mayHaveTokens(person, chosen) });
    if (fault) return { fault: `walk ${seed}, action ${action}: ${fault}`, tokens };
    if (step.outcome.kind === "tokens") tokens += 1;
    if (step.outcome.kind === "challenge") {
      sessions.push({ state: step.outcome.state, person, used: false, proven });
    }
  }
  return { fault: undefined, tokens };
}

async function attempt(run: () => Promise<Step>): Promise<Step | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Error && error.name.endsWith("Exception")) return undefined;
    throw error;
  }
}

function check({ outcome, changes }: Step, oracle: { proven: boolean; allowed: boolean }): string | undefined {
  if ((outcome.kind === "tokens") !== oracle.allowed) {
    return oracle.allowed
      ? `a proven user got ${outcome.kind} instead of tokens`
      : "tokens without a proven credential";
  }
  const telling = ["User is disabled.", "User is not confirmed.", "Password reset required for the user"];
  if (outcome.kind === "error" && telling.includes(outcome.error.message) && !oracle.proven) {
    return `a stranger was told: ${outcome.error.message}`;
  }
  const writes: Change["kind"][] = ["set-password", "confirm-user", "forget-password-failures"];
  if (!oracle.proven && changes.some(({ kind }) => writes.includes(kind)))
    return "a change without a proven credential";
  return undefined;
}

async function walkAll(walks: number, arithmetic: typeof honest) {
  const faults: string[] = [];
  let tokens = 0;
  for (let seed = 0; seed < walks; seed += 1) {
    const walked = await walk(seed, arithmetic);
    if (walked.fault) faults.push(walked.fault);
    tokens += walked.tokens;
  }
  return { faults, tokens };
}

describe("the sign-in machine on random walks", () => {
  it(`gives tokens for a proven credential and never otherwise, in ${WALKS} walks`, { timeout: 300_000 }, async () => {
    const { faults, tokens } = await walkAll(WALKS, honest);
    expect(faults).toEqual([]);
    expect(tokens).toBeGreaterThan(WALKS / 10);
  });

  it.each([
    ["the comparison of passwords", { ...honest, matchesPassword: async () => true }],
    ["the proof of SRP", { ...honest, provesPassword: async () => true }],
  ])("is caught without %s", async (_, broken) => {
    const { faults } = await walkAll(1_000, broken);
    expect(faults).toContainEqual(expect.stringContaining("tokens without a proven credential"));
  });
});
