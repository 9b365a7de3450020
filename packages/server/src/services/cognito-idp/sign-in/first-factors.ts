import type { AuthFactorType, ChallengeNameType } from "../../../models/cognito-idp/types.ts";
import type { StepContext, Verdict } from "./machine-types.ts";
import { provePlainPassword } from "./prove-password.ts";

/** A first factor of USER_AUTH: what AvailableChallenges and ANSWER call it, which pool setting allows it, and how it goes on. */
interface FirstFactor {
  name: ChallengeNameType;
  /** The member of AllowedFirstAuthFactors. */
  allowedBy: AuthFactorType;
  choose(context: StepContext): Promise<Verdict>;
}

/** In the order of AvailableChallenges. The factors of one-time codes and passkeys join here. */
const FIRST_FACTORS: readonly FirstFactor[] = [
  {
    name: "PASSWORD",
    allowedBy: "PASSWORD",
    choose: async (context) => {
      const password = context.parameters.PASSWORD;
      return password === undefined || password === ""
        ? { kind: "ask", challenge: "PASSWORD" }
        : provePlainPassword(context, password);
    },
  },
  {
    name: "PASSWORD_SRP",
    allowedBy: "PASSWORD",
    choose: async ({ parameters }) => ({
      kind: "ask",
      challenge: parameters.SRP_A === undefined ? "PASSWORD_SRP" : "PASSWORD_VERIFIER",
    }),
  },
];

/** What the user can choose from. An unknown user is offered what a user with a password is. */
export function availableFirstFactors({ subject }: StepContext): ChallengeNameType[] {
  const { user, password, pool } = subject;
  const hasPassword = user === undefined || password !== undefined;
  return FIRST_FACTORS.filter(
    ({ allowedBy }) => pool.settings.allowedFirstAuthFactors.includes(allowedBy) && hasPassword,
  ).map(({ name }) => name);
}

/** Goes on with the named factor; undefined when the user cannot choose it. */
export async function chooseFirstFactor(context: StepContext, name: string): Promise<Verdict | undefined> {
  const factor = FIRST_FACTORS.find((candidate) => candidate.name === name);
  return factor && availableFirstFactors(context).includes(factor.name) ? factor.choose(context) : undefined;
}
