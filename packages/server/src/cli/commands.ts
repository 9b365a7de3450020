import type { Run } from "./command.ts";

export interface CommandEntry {
  /** After `poolhouse`. */
  usage: string;
  summary: string;
  /** Loaded when it is called: the others cost nothing. */
  load(): Promise<Run>;
}

/** Every command of the program, in the order of the help. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  start: {
    usage: "start [options]",
    summary: "Start the server.",
    load: async () => (await import("./start.ts")).start,
  },
  migrate: {
    usage: "migrate [options]",
    summary: "Bring the database up to this version without starting.",
    load: async () => (await import("./migrate.ts")).migrate,
  },
  call: {
    usage: "call SERVICE OPERATION [JSON | -]",
    summary: "Call an operation of a running server and print its answer.",
    load: async () => (await import("./call.ts")).call,
  },
  doctor: {
    usage: "doctor [options]",
    summary: "Look for what would keep the server from starting or working.",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  version: {
    usage: "version",
    summary: "Print the version.",
    load: async () => (await import("./version.ts")).version,
  },
  help: {
    usage: "help [COMMAND]",
    summary: "Explain a command and its options.",
    load: async () => (await import("./help.ts")).help,
  },
};
