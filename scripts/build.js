import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./steps.js";

/** What is published, in the order in which they need each other. */
export const packages = ["server", "testkit"];

/** Compiles every package from `src` to `dist`, with the files beside the code that are no code. */
export function build() {
  for (const name of packages) {
    const folder = join(root, "packages", name);
    rmSync(join(folder, "dist"), { recursive: true, force: true });
    execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], { cwd: folder, stdio: "inherit" });
    for (const file of globSync("**/*.{json,css,js,svg}", { cwd: join(folder, "src") })) {
      if (file.endsWith("patches.json")) continue;
      const target = join(folder, "dist", file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(folder, "src", file), target);
    }
    cpSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  }
}

if (import.meta.main) build();
