/**
 * Runs the benchmarks, all of them or the named ones, against servers that this script starts and ends:
 *
 *     node bench/run.js [sign-in] [start] [look-ups] [existence] [token-endpoint] [--install] [--publish] [--profile]
 *
 *   --install   installs bench/ anew even when it is there already
 *   --publish   also writes the table to docs/benchmarks.md
 *   --profile   runs the servers under Node's CPU profiler and prints where their time went; the figures mean little then
 *
 * Plain JavaScript, so that it starts on any Node from 20 on; the benchmarks run on the repository's Node 24.
 */
import { dirname } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { install, runSource } from "../scripts/sub-package.js";

const here = dirname(fileURLToPath(import.meta.url));

const words = process.argv.slice(2);
await install(here, words.includes("--install"));
process.exitCode = await runSource(
  here,
  "run-benchmarks.ts",
  words.filter((word) => word !== "--install"),
);
