/** What the help says of a command. */
export interface CommandSummary {
  /** After `poolhouse`. */
  usage: string;
  summary: string;
}

/** Every command of the program, in the order of the help. */
export const commandList = {
  start: { usage: "start [options]", summary: "Start the server." },
  migrate: { usage: "migrate [options]", summary: "Bring the database up to this version without starting." },
  certificate: {
    usage: "certificate [options]",
    summary: "Show, export or trust the authority of this server's TLS certificates.",
  },
  call: {
    usage: "call SERVICE OPERATION [JSON | -]",
    summary: "Call an operation of a running server and print its answer.",
  },
  doctor: {
    usage: "doctor [options]",
    summary: "Look for what would keep the server from starting or working.",
  },
  version: { usage: "version", summary: "Print the version." },
  help: { usage: "help [COMMAND]", summary: "Explain a command and its options." },
} as const satisfies Record<string, CommandSummary>;

export type CommandName = keyof typeof commandList;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandList, name);
}
