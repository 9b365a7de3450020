import { ConfigError } from "../config/errors.ts";
import { nearest } from "../config/nearest.ts";
import { CommandError, type Terminal } from "./command.ts";
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
  const asked = argv.includes("--help") && name in commands && !argv.includes("--");
  const command = Object.hasOwn(commands, name) ? commands[asked ? "help" : name] : undefined;
  if (!command) {
    const meant = nearest(name, Object.keys(commands));
    terminal.err(`There is no command '${word}'.${meant ? ` Did you mean '${meant}'?` : ""} See: poolhouse help`);
    return 2;
  }
  try {
    const perform = await command.load();
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
