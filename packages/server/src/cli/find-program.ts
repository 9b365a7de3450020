import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Folders of administrators' programs, which many users' PATH leaves out. */
const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/**
 * Where a program lies.
 * @param path folders as in PATH; an empty one means no folder, not the current one
 */
export function findProgram(name: string, path: string): string | undefined {
  return [...path.split(delimiter), ...systemFolders]
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
