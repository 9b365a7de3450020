import { type Forbidden, forbidden } from "./forbidden.ts";
import type { Preset } from "./ops/poolhouse.ts";
import type { Verdict } from "./trial.ts";

/** What the table says of a module. */
export type Result = (Verdict | (Omit<Verdict, "outcome"> & { outcome: "forbidden" })) & { module: string };

/** A failure that Cognito's behaviour accounts for is `forbidden`; one that it should account for and does not is a failure. */
export function judge(module: string, preset: Preset, verdict: Verdict): Result {
  const entry = forbidden.find(({ presets, modules }) => presets.includes(preset) && modules.includes(module));
  if (entry === undefined) return { module, ...verdict };
  if (verdict.outcome === "failed" && accountsFor(entry, verdict)) {
    return { ...verdict, module, outcome: "forbidden", reason: entry.reason };
  }
  const failures =
    verdict.outcome === "failed"
      ? verdict.failures.filter((failure) => !entry.complaint.test(failure))
      : [`${verdict.outcome}, though it is listed as forbidden: take it out of src/forbidden.ts`];
  return { ...verdict, module, outcome: "failed", failures };
}

const accountsFor = ({ complaint }: Forbidden, { failures }: Verdict): boolean =>
  failures.every((failure) => complaint.test(failure));
