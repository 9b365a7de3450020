import { spawnSync } from "node:child_process";

/**
 * Whether a program of this machine can be used. An absent one skips its test, except when POOLHOUSE_REQUIRE lists it: then the
 * run fails.
 */
export function toolOnPath(name: string): boolean {
  const { error } = spawnSync(name, ["--version"], { stdio: "ignore" });
  const required = (process.env.POOLHOUSE_REQUIRE ?? "").split(",").map((entry) => entry.trim());
  if (error && required.includes(name)) throw new Error(`POOLHOUSE_REQUIRE lists ${name}, but it is not on the PATH`);
  return !error;
}
