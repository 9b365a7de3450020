import { errors } from "../errors.ts";
import { refuseAfterProof } from "./after-proof.ts";
import type {
  Challenge,
  Flow,
  Proof,
  SignInInput,
  SignInPorts,
  SignInState,
  Step,
  StepContext,
  Verdict,
} from "./machine-types.ts";

/** The one sign-in machine: pure but for its ports. Every way to sign in is a thin caller of `step`. */
export interface SignInMachine {
  step(input: SignInInput, ports: SignInPorts): Promise<Step>;
}

/**
 * Builds the machine from its flows and challenges; challenges that can be due are asked in the order of the list.
 * Invariant: an outcome of tokens names at least one proven credential.
 */
export function createSignInMachine(flows: readonly Flow[], challenges: readonly Challenge[]): SignInMachine {
  const challengeOf = new Map<string, Challenge>(challenges.map((challenge) => [challenge.name, challenge]));
  const flowOf = new Map<string, Flow>(flows.map((flow) => [flow.name, flow]));

  async function step(input: SignInInput, ports: SignInPorts): Promise<Step> {
    const started = input.kind === "start";
    const context: StepContext = {
      subject: input.subject,
      ports,
      flow: started ? input.flow : input.state.flow,
      parameters: started ? input.parameters : input.responses,
      data: started ? null : input.state.data,
      proofs: started ? [] : input.state.proofs,
      passed: started ? [] : input.state.passed,
    };
    const eventId = started ? input.eventId : input.state.eventId;
    return settle(await judge(input, context), context, { eventId, step: started ? "" : input.state.step });
  }

  async function judge(input: SignInInput, context: StepContext): Promise<Verdict> {
    if (input.kind === "start") {
      const flow = flowOf.get(input.flow);
      return flow ? flow.start(context) : refused(errors.methodNotSupported());
    }
    const challenge = challengeOf.get(input.challenge);
    if (challenge === undefined || input.challenge !== input.state.step) return refused(errors.challengeMismatch());
    return challenge.answer(context);
  }

  async function settle(
    verdict: Verdict,
    context: StepContext,
    { eventId, step: answered }: { eventId: string; step: string },
  ): Promise<Step> {
    if (verdict.kind === "refused") {
      return {
        outcome: { kind: "error", error: verdict.error, session: verdict.session },
        changes: verdict.changes ?? [],
      };
    }
    if (verdict.kind === "ask") {
      const next = { ...context, parameters: verdict.parameters ?? context.parameters };
      return ask(verdict.challenge, next, eventId, []);
    }
    const proofs: Proof[] = verdict.proof ? [...context.proofs, verdict.proof] : [...context.proofs];
    const changes = verdict.changes ?? [];
    const after = { ...context, proofs, passed: answered === "" ? context.passed : [...context.passed, answered] };
    const refusal = refuseAfterProof(after);
    if (refusal) {
      // What the proof itself brings stands; a user who was disabled meanwhile chooses no new password.
      const proven = changes.filter(({ kind }) => kind !== "set-password" && kind !== "confirm-user");
      return { outcome: { kind: "error", error: refusal, session: "consumed" }, changes: proven };
    }
    const due = challenges.find((challenge) => !after.passed.includes(challenge.name) && challenge.isDue?.(after));
    if (due) return ask(due.name, after, eventId, changes);
    if (proofs.length === 0 || context.subject.user === undefined) {
      throw new Error(`The sign-in machine reached tokens without a proven credential in ${context.flow}`);
    }
    return { outcome: { kind: "tokens", proofs, eventId }, changes };
  }

  async function ask(
    name: Challenge["name"],
    context: StepContext,
    eventId: string,
    changes: Step["changes"],
  ): Promise<Step> {
    const challenge = challengeOf.get(name);
    if (challenge === undefined) throw new Error(`No challenge is registered under the name ${name}`);
    const question = await challenge.ask(context);
    if ("kind" in question) {
      return { outcome: { kind: "error", error: question.error, session: question.session }, changes };
    }
    const state: SignInState = {
      flow: context.flow,
      eventId,
      step: name,
      proofs: [...context.proofs],
      passed: [...context.passed],
      data: question.data,
      nameKey: context.subject.nameKey,
      userId: context.subject.userId,
    };
    return { outcome: { kind: "challenge", name, question, state }, changes };
  }

  return { step };
}

const refused = (error: ReturnType<typeof errors.challengeMismatch>): Verdict => ({
  kind: "refused",
  error,
  session: "kept",
});
