import type { Sources } from "../config/read-options.ts";

/** Where a command reads its settings and writes its lines. */
export interface Terminal extends Sources {
  /** Results: a line for standard output. */
  out(line: string): void;
  /** What went wrong, or is done: a line for standard error. */
  err(line: string): void;
}

/** Runs a command and resolves to the process's exit code. */
export type Run = (terminal: Terminal) => Promise<number>;

/** A command failed for a reason that its user can act on; the message is all that is shown. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}
