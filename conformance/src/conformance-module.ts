import type { Trial } from "./trial.ts";

export type PlanName =
  | "oidcc-config-certification-test-plan"
  | "oidcc-basic-certification-test-plan"
  | "oidcc-rp-initiated-logout-certification-test-plan";

/** One module of a plan of the OpenID Foundation's conformance suite, under its name there; what it does is written anew. */
export interface ConformanceModule {
  name: string;
  /** What the OP has to do, in one line. */
  rule: string;
  run(trial: Trial): Promise<void>;
}
