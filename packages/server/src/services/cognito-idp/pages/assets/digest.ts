import { createHash } from "node:crypto";

/** Names a file's content, so that browsers may keep it for good. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
