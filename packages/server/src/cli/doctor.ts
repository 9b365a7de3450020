import { loadConfig } from "../config/load.ts";
import type { Run } from "./command.ts";
import { checks } from "./doctor-checks.ts";

const marks = { good: "ok  ", doubtful: "note", bad: "FAIL" } as const;

/** Runs every check and prints what it found; ends with 1 when something would keep the server from working. */
export const doctor: Run = async (terminal) => {
  const config = loadConfig(terminal);
  let failed = false;
  for (const { name, check } of checks) {
    const finding = await check(config).catch((error: unknown) => ({
      state: "bad" as const,
      text: error instanceof Error ? error.message : String(error),
    }));
    failed ||= finding.state === "bad";
    terminal.out(`${marks[finding.state]}  ${name}: ${finding.text}`);
  }
  return failed ? 1 : 0;
};
