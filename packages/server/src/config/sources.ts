import type { Sources } from "./read-options.ts";

/** This process's own sources of settings. Nothing else in the server reads the environment. */
export function processSources(argv: readonly string[]): Sources {
  return { argv, env: process.env, cwd: process.cwd() };
}
