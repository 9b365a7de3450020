import { statSync } from "node:fs";

/**
 * What is to be said of a data folder in which every user of the machine may write: its files are their owner's, but whoever may write beside them
 * may put others in their place. Of a group's rights nothing: on many systems each user is a group, which has them by default.
 *
 * @returns undefined where only its owner and its group may write, where there is none, and on Windows, whose rights are others
 */
export function openFolderWarning(folder: string): string | undefined {
  const found = process.platform === "win32" ? undefined : statSync(folder, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & 0o002) === 0) return undefined;
  return `Every user of this machine can put other keys and other data into ${folder}: take their right to write away, with chmod o-w.`;
}
