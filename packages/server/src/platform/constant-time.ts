import { hash, timingSafeEqual } from "node:crypto";

/**
 * Compares two secrets in a time that tells nothing of where they differ, nor of how long the expected one is: both are hashed to the
 * same length first. Text is compared by its UTF-8 bytes.
 */
export function constantTimeEqual(left: string | Uint8Array, right: string | Uint8Array): boolean {
  return timingSafeEqual(hash("sha256", left, "buffer"), hash("sha256", right, "buffer"));
}
