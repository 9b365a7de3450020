import { readFileSync } from "node:fs";
import type { Run } from "./command.ts";

/** The version in this package's own description. */
export function packageVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const content: unknown = JSON.parse(text);
  return typeof content === "object" && content !== null && "version" in content ? String(content.version) : "unknown";
}

export const version: Run = async ({ out }) => {
  out(`poolhouse ${packageVersion()} on Node ${process.versions.node}`);
  return 0;
};
