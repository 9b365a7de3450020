#!/usr/bin/env node
// Plain JavaScript that an older Node can read too: it finds Node 24 and runs the program on it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const needed = 24;

if (Number(process.versions.node.split(".")[0]) >= needed) await runHere();
else runOnNewerNode();

/** Runs the program in this process: a second one would cost as much as everything else at the start. */
async function runHere() {
  enableCompileCache();
  const sources = new URL("../src/cli/main.ts", import.meta.url);
  const inWorkspace = existsSync(sources);
  // Packages of this workspace are read from their sources, as `node --conditions=source` does; that flag cannot be given any more.
  if (inWorkspace) {
    // The others are left to Node, which is quicker with its own conditions.
    const ours = /^@?poolhouse(\/|$)/;
    nodeModule.registerHooks({
      resolve: (specifier, context, next) =>
        next(specifier, ours.test(specifier) ? { ...context, conditions: [...context.conditions, "source"] } : context),
    });
  }
  const { main } = await import(inWorkspace ? sources.href : new URL("../dist/cli/main.js", import.meta.url).href);
  await main(process.argv.slice(2));
}

/**
 * Keeps compiled code in the user's own cache folder, not in the shared temporary one, where others could put theirs. Node picks a folder
 * of its own in it for each of its versions. NODE_COMPILE_CACHE and NODE_DISABLE_COMPILE_CACHE work as always.
 */
function enableCompileCache() {
  const caches = {
    darwin: join(homedir(), "Library", "Caches"),
    win32: process.env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"),
  };
  const folder = caches[process.platform] ?? process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  nodeModule.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? join(folder, "poolhouse", "compiled"));
}

/** Runs this file again on the Node that stands in node_modules, and behaves as if it were that process. */
function runOnNewerNode() {
  const node = newerNode();
  if (!node) {
    const name = packageName();
    process.stderr.write(
      `Poolhouse needs Node ${needed} or newer; this is ${process.versions.node}, and the package ${name} that would bring it is not installed.\n`,
    );
    process.exit(1);
  }
  // The channel tells the program when this process is gone, so that it never stays behind alone.
  const program = spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  const forward = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of forward) process.on(signal, () => program.kill(signal));
  program.on("error", (error) => {
    process.stderr.write(
      `Poolhouse needs Node ${needed} or newer, and ${node} does not run here (${error.message}).\n`,
    );
    process.exit(1);
  });
  program.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of forward) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

function packageName() {
  const system = { win32: "win" }[process.platform] ?? process.platform;
  return `node-${system}-${process.arch}`;
}

function newerNode() {
  try {
    const description = nodeModule.createRequire(import.meta.url).resolve(`${packageName()}/package.json`);
    const node = join(dirname(description), "bin", process.platform === "win32" ? "node.exe" : "node");
    return existsSync(node) ? node : undefined;
  } catch {
    return undefined;
  }
}
