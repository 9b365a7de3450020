import { ConfigError } from "../config/errors.ts";
import { nearest } from "../config/nearest.ts";
import { CommandError, type Terminal } from "./command.ts";
import { commandList, isCommand } from "./command-list.ts";
import { commands } from "./commands.ts";

/** Other ways to ask for a command. */
const aliases: Readonly<Record<string, string>> = {
  "--help": "help",
  "-h": "help",
  "--version": "version",
  "-v": "version",
};

/**
 * Runs the command that the first word names.
 * @returns the exit code: 0 done, 1 failed, 2 not understood.
 */
export async function run(terminal: Terminal): Promise<number> {
  const [word = "help", ...argv] = terminal.argv;
  const name = aliases[word] ?? word;
  const known = isCommand(name) ? name : undefined;
  const asked = known !== undefined && argv.includes("--help") && !argv.includes("--");
  const load = known && commands[asked ? "help" : known];
  if (!load) {
    const meant = nearest(name, Object.keys(commandList));
    terminal.err(`There is no command '${word}'.${meant ? ` Did you mean '${meant}'?` : ""} See: poolhouse help`);
    return 2;
  }
  try {
    const perform = await load();
    return await perform({ ...terminal, argv: asked ? [name] : argv });
  } catch (error) {
    if (error instanceof ConfigError) {
      for (const fault of error.faults) terminal.err(fault);
      terminal.err(`See: poolhouse help ${name}`);
      return 2;
    }
    if (error instanceof CommandError) {
      terminal.err(error.message);
      return error.exitCode;
    }
    throw error;
  }
}
