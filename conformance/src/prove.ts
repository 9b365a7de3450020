import { faults } from "./ops/faults.ts";
import { openReferenceOp } from "./ops/reference-op.ts";
import { moduleOf, plans } from "./plans.ts";
import { runTrial } from "./trial.ts";

/**
 * Proves the modules: against an OP that is certified each of them passes, or says why it does not apply, and each fails against one that
 * breaks its rule. @returns what does not hold, a sentence each
 */
export async function proveModules(): Promise<readonly string[]> {
  const broken: string[] = [];
  const good = await openReferenceOp();
  try {
    for (const { name, run } of plans.flatMap(({ modules }) => modules)) {
      const { outcome, failures } = await runTrial(good, run);
      if (outcome === "failed") broken.push(`${name} fails against a good OP: ${failures.join("; ")}`);
    }
  } finally {
    await good.close();
  }
  for (const fault of faults) {
    const op = await openReferenceOp(fault);
    try {
      for (const name of fault.noticedBy) {
        const { outcome } = await runTrial(op, moduleOf(name).run);
        if (outcome !== "failed") broken.push(`${name} does not notice "${fault.what}": ${outcome}`);
      }
    } finally {
      await op.close();
    }
  }
  const noticing = new Set(faults.flatMap(({ noticedBy }) => noticedBy));
  for (const { name } of plans.flatMap(({ modules }) => modules)) {
    if (!noticing.has(name)) broken.push(`no fault shows that ${name} can fail`);
  }
  return broken;
}
