import type { AwsError } from "../../../aws/errors.ts";
import type { ChallengeNameType } from "../../../models/cognito-idp/types.ts";
import type { AppClient } from "../clients/app-client.ts";
import type { Credential, SrpCredential } from "../credentials/credential.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { StampedPassword } from "../users/password-store.ts";
import type { User } from "../users/user.ts";
import type { UserPassword } from "../users/user-password.ts";
import type { SrpChallenge, SrpProof, SrpState } from "./srp.ts";

/** What JSON can hold: a challenge's memory between question and answer. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A credential that was proven in this sign-in. Tokens are issued for a non-empty list of them and never otherwise. */
export type Proof = "password" | "confirmed-sign-up" | (string & { readonly custom?: never });

/** Who signs in, read before the step; the unit that applies its changes checks that nothing moved meanwhile. */
export interface Subject {
  pool: UserPool;
  client: AppClient;
  /** Undefined for an unknown name: the step then goes through the same motions and proves nothing. */
  user: User | undefined;
  /** The stored user name, or for an unknown user what stands in for it: USER_ID_FOR_SRP. */
  userId: string;
  /** The typed name, folded: what failures and locks count against, and what the simulation is keyed by. */
  nameKey: string;
  password: StampedPassword | undefined;
  /** Whether too many failures block the name just now. */
  locked: boolean;
}

/** What is kept of a sign-in between two requests. */
export interface SignInState {
  flow: string;
  /** The request id of the call that began it; the `event_id` claim. */
  eventId: string;
  /** The challenge that waits for an answer. */
  step: string;
  proofs: Proof[];
  /** Challenges that were passed. */
  passed: string[];
  /** The challenge's own memory. */
  data: Json;
  /** As in `Subject`. */
  nameKey: string;
  userId: string;
  /**
   * The stamp of the password when this step was asked, which the caller adds: a factor that was proven before the password changed is
   * proven no more. Absent for a user without one.
   */
  passwordStamp?: string;
}

export type SignInInput =
  | { kind: "start"; flow: string; parameters: Readonly<Record<string, string>>; subject: Subject; eventId: string }
  | {
      kind: "answer";
      challenge: string;
      responses: Readonly<Record<string, string>>;
      subject: Subject;
      state: SignInState;
    };

/** What a challenge or a flow sees. */
export interface StepContext {
  subject: Subject;
  /** AuthParameters at the start, ChallengeResponses later. */
  parameters: Readonly<Record<string, string>>;
  /** The challenge's memory; null at the start. */
  data: Json;
  flow: string;
  proofs: readonly Proof[];
  passed: readonly string[];
  ports: SignInPorts;
}

/** What the machine may ask of the world. None of it reads a store or writes anything. */
export interface SignInPorts {
  matchesPassword(credential: Credential, password: string): Promise<boolean>;
  createCredential(password: string, owner: { pool: UserPool; userId: string }): Promise<Credential>;
  /** What is to be stored for a new password. @throws AwsError when policy or history refuse it. */
  newPassword(password: string, subject: Subject): Promise<UserPassword>;
  /** A credential that no password matches and that stays the same for (pool, name). */
  simulatedCredential(subject: Subject): SrpCredential;
  beginSrp(clientPublic: string, credential: SrpCredential): Promise<SrpChallenge | undefined>;
  provesPassword(exchange: { state: SrpState; credential: SrpCredential; proof: SrpProof }): Promise<boolean>;
  /** Milliseconds of the server's movable clock. */
  now(): number;
  /** Milliseconds of the machine's clock, for dates that clients write. */
  wall(): number;
}

/** What a step changes. The one caller applies a step's list in one unit of work. */
export type Change =
  | { kind: "count-password-failure" }
  | { kind: "forget-password-failures" }
  /** An imported hash becomes an SRP verifier at the first success. */
  | { kind: "upgrade-credential"; credential: Credential }
  | { kind: "set-password"; password: UserPassword }
  | { kind: "confirm-user"; attributes: Record<string, string>; pendingAttributes: Record<string, string> };

/** What an answer, or the start of a flow, comes to. */
export type Verdict =
  /** Go on to the next challenge that is due, or to tokens. */
  | { kind: "passed"; proof?: Proof; changes?: Change[] }
  /** Go on with this challenge. */
  | { kind: "ask"; challenge: ChallengeNameType; parameters?: Readonly<Record<string, string>> }
  | {
      kind: "refused";
      error: AwsError;
      /** "counted": a wrong code, the third of which uses the session up. */
      session: "consumed" | "kept" | "counted";
      changes?: Change[];
    };

/** A question to the client. */
export interface Question {
  parameters: Record<string, string>;
  data: Json;
  /** AvailableChallenges. */
  available?: ChallengeNameType[];
  /** Where the client names the session by something else than `Session`: the secret block. */
  sessionKey?: string;
}

/** One challenge: its file, and one line in `challenges/registry.ts`. */
export interface Challenge {
  name: ChallengeNameType;
  /** Whether it stands between a proven first factor and the tokens. Absent: reached by name only. */
  isDue?(context: StepContext): boolean;
  ask(context: StepContext): Promise<Question | Extract<Verdict, { kind: "refused" }>>;
  answer(context: StepContext): Promise<Verdict>;
}

/** One way to begin: its file, and one line in `flows/registry.ts`. */
export interface Flow {
  name: string;
  start(context: StepContext): Promise<Verdict>;
}

export type Outcome =
  | { kind: "challenge"; name: ChallengeNameType; question: Question; state: SignInState }
  | { kind: "tokens"; proofs: readonly Proof[]; eventId: string }
  | { kind: "error"; error: AwsError; session: "consumed" | "kept" | "counted" };

/** What one step comes to: what to tell the client, and what to write. */
export interface Step {
  outcome: Outcome;
  changes: Change[];
}
