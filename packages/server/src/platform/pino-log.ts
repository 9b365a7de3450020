import { destination, type LoggerOptions, pino } from "pino";
import type { Log } from "./log.ts";
import { prettyLine } from "./pretty-log.ts";
import { withoutSecrets } from "./secret-names.ts";

export interface PinoLogOptions {
  format: "pretty" | "json";
  level: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  /** Takes whole lines, with their line end. Default: standard output, written at once so that a crash loses nothing. */
  write?: (line: string) => void;
  /** Colours in pretty lines. */
  colour?: boolean;
}

/** The server's log: one JSON object a line, or lines for people. Fields whose names say that they hold a secret are left out. */
export function createPinoLog(options: PinoLogOptions): Log {
  const settings: LoggerOptions = {
    level: options.level,
    base: null,
    formatters: { level: (label) => ({ level: label }), log: withoutSecrets, bindings: withoutSecrets },
    serializers: { err: describeError },
  };
  const out = options.write ? { write: options.write } : destination({ fd: 1, sync: true });
  if (options.format === "json") return pino(settings, out);
  const colour = options.colour ?? false;
  return pino(settings, { write: (line: string) => out.write(prettyLine(line, colour)) });
}

/**
 * An error without its own members: those of database drivers hold the values of rows.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
