import { errors } from "../errors.ts";
import type { Change, StepContext, Verdict } from "./machine-types.ts";

/** The failed proof of a password: told the same for every reason, and counted against the name. */
export const passwordRefused = (): Verdict => ({
  kind: "refused",
  error: errors.incorrectUsernameOrPassword(),
  session: "consumed",
  changes: [{ kind: "count-password-failure" }],
});

/**
 * Compares a password that the client sent as it is. An unknown user, and one without a password, cost the same arithmetic against
 * a credential that nothing matches.
 */
export async function provePlainPassword({ subject, ports }: StepContext, given: string): Promise<Verdict> {
  if (subject.locked) {
    return { kind: "refused", error: errors.passwordAttemptsExceeded(), session: "consumed" };
  }
  const credential = subject.password?.current ?? ports.simulatedCredential(subject);
  const matches = await ports.matchesPassword(credential, given);
  if (!matches || subject.user === undefined || subject.password === undefined) return passwordRefused();
  const changes: Change[] = [{ kind: "forget-password-failures" }];
  if (credential.kind === "imported") {
    const upgraded = await ports.createCredential(given, { pool: subject.pool, userId: subject.userId });
    changes.push({ kind: "upgrade-credential", credential: upgraded });
  }
  return { kind: "passed", proof: "password", changes };
}
