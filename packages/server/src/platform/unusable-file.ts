/** A file or folder that cannot be used. The message is one sentence that says why, and one what to do. */
export class UnusableFileError extends Error {
  override readonly name = "UnusableFileError";
  constructor(path: string, reason: string, cause: unknown) {
    super(`${path} cannot be used: ${reason}. Mend that, or give another data folder with --data.`, { cause });
  }
}

/** What the system's error codes come to. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission is denied to this user",
  EPERM: "permission is denied to this user",
  EROFS: "its file system is read-only",
  ENOSPC: "no space is left on its disk",
  EDQUOT: "this user's share of its disk is used up",
  EEXIST: "it is a file, not a folder",
  ENOTDIR: "a part of its path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  ENOENT: "nothing can be made there",
};

/** @returns an UnusableFileError for what the system refused; any other error as it is */
export function unusableFile(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return error;
  return new UnusableFileError(path, REASONS[String(error.code)] ?? error.message, error);
}
