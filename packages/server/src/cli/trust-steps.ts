import { execFile } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { Step, TrustedCertificate, TrustStore } from "./trust-stores.ts";

const execute = promisify(execFile);

/** Whether a store trusts the certificate now. */
export async function isPresent({ present }: TrustStore): Promise<boolean> {
  if (present.kind === "file") return existsSync(present.file);
  return execute(present.program, [...present.args]).then(
    () => true,
    () => false,
  );
}

/** Whether this user may do the steps: those that write files need their folder. */
export function mayDo(steps: readonly Step[]): boolean {
  return steps.every((step) => step.kind === "run" || isWritable(dirname(step.file)));
}

/**
 * Does the steps in order.
 * @throws Error in a sentence, with what a program wrote, at the first that fails
 */
export async function doSteps(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (step.kind === "write") await writeFile(step.file, step.content, { mode: 0o644 });
    else if (step.kind === "remove") await unlink(step.file);
    else
      await execute(step.program, [...step.args]).catch((error: Error & { stderr?: string }) => {
        throw new Error(`${step.program} failed: ${(error.stderr ?? "").trim() || error.message}`);
      });
  }
}

/** A step as a line for a shell. @param trusted whose file a written file is a copy of */
export function shellLine(step: Step, { file }: TrustedCertificate): string {
  const words =
    step.kind === "write"
      ? ["cp", file, step.file]
      : step.kind === "remove"
        ? ["rm", step.file]
        : [step.program, ...step.args];
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
