import { destination, type Logger, type LoggerOptions, pino } from "pino";
import type { Log } from "./log.ts";
import { prettyLine } from "./pretty-log.ts";
import { withoutSecrets } from "./secret-names.ts";
import { escapeInvisible } from "./visible-text.ts";

export interface PinoLogOptions {
  format: "pretty" | "json";
  level: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  /** Takes whole lines, with their line end. Default: standard output, written at once so that a crash loses nothing. */
  write?: (line: string) => void;
  /** Colours in pretty lines. Default: when a terminal shows them. */
  colour?: boolean;
}

/** The server's log: one JSON object a line, or lines for people. Fields whose names say that they hold a secret are left out. */
export function createPinoLog(options: PinoLogOptions): Log {
  const settings: LoggerOptions = {
    level: options.level,
    base: null,
    formatters: { level: (label) => ({ level: label }), log: withoutSecrets },
    serializers: { err: (error: unknown) => describeError(error) },
  };
  const out = options.write ? { write: options.write } : destination({ fd: 1, sync: true });
  if (options.format === "json") {
    const logger = pino(settings, { write: (line: string) => out.write(`${escapeInvisible(line.trimEnd())}\n`) });
    return asLog(() => logger);
  }
  const colour = options.colour ?? (options.write === undefined && process.stdout.isTTY === true);
  const logger = pino(settings, { write: (line: string) => out.write(prettyLine(line, colour)) });
  return asLog(() => logger);
}

/**
 * Fields of a child pass the guard too; the library applies formatters to those of single lines only. The library's child is made with its
 * first line: each request has one, and few write anything.
 */
function asLog(logger: () => Logger): Log {
  return {
    trace: (fields, message) => logger().trace(fields, message),
    debug: (fields, message) => logger().debug(fields, message),
    info: (fields, message) => logger().info(fields, message),
    warn: (fields, message) => logger().warn(fields, message),
    error: (fields, message) => logger().error(fields, message),
    child: (fields) => {
      let made: Logger | undefined;
      return asLog(() => {
        made ??= logger().child(withoutSecrets(fields));
        return made;
      });
    },
  };
}

/**
 * An error without its own members: those of database drivers hold the values of rows.
 */
function describeError(error: unknown, depth = 4): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const cause = error.cause === undefined || depth === 0 ? {} : { cause: describeError(error.cause, depth - 1) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
