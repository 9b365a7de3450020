import { nearest } from "../config/nearest.ts";
import { environmentName, flagName, type Option } from "../config/option.ts";
import { callOptions, certificateOptions, options } from "../config/options.ts";
import { configFileName } from "../config/read-options.ts";
import { CommandError, type Run } from "./command.ts";
import { type CommandName, commandList, isCommand } from "./command-list.ts";

/** The options of each command that has any. */
const tables: Readonly<Record<string, Readonly<Record<string, Option<unknown>>>>> = {
  start: options,
  migrate: options,
  doctor: options,
  certificate: certificateOptions,
  call: callOptions,
};

export const help: Run = async ({ argv, out }) => {
  const [name] = argv;
  if (name === undefined) for (const line of overview()) out(line);
  else if (isCommand(name)) for (const line of explain(name)) out(line);
  else {
    const meant = nearest(name, Object.keys(commandList));
    throw new CommandError(`There is no command '${name}'.${meant ? ` Did you mean '${meant}'?` : ""}`, 2);
  }
  return 0;
};

function overview(): string[] {
  const entries = Object.values(commandList);
  const width = Math.max(...entries.map(({ usage }) => usage.length));
  return [
    "Poolhouse speaks the wire protocol of Amazon Cognito for unmodified AWS clients.",
    "",
    ...entries.map(({ usage, summary }) => `  poolhouse ${usage.padEnd(width)}  ${summary}`),
    "",
    "Options: poolhouse help start",
  ];
}

function explain(name: CommandName): string[] {
  const { usage, summary } = commandList[name];
  const table = tables[name];
  const lines = [`poolhouse ${usage}`, "", summary];
  if (!table) return lines;
  return [
    ...lines,
    "",
    ...Object.entries(table).flatMap(([key, option]) => describe(key, option)),
    "",
    `Each option can also be an environment variable (${environmentName("publicUrl")}) or a key of ${configFileName}`,
    `("publicUrl") in the current folder. Flags count before variables, variables before the file.`,
  ];
}

function describe(key: string, option: Option<unknown>): string[] {
  const { fallback, value, environment = [] } = option;
  const shown = ["string", "number"].includes(typeof fallback) && fallback !== "" && value !== undefined;
  const notes = [
    ...(shown ? [`Default: ${fallback}.`] : []),
    ...(environment.length > 0 ? [`Also from ${environment.join(", ")}.`] : []),
  ];
  return [`  ${flagName(key)}${value ? ` ${value}` : ""}`, `      ${[option.help, ...notes].join(" ")}`];
}
