import { createHash } from "node:crypto";

/** What stands for a value of JSON where the value itself is too long or must not stand: the same for the same value, SHA-256 in base64url. */
export function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url");
}
