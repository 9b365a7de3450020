import type { TokenInput } from "./claims.ts";

/**
 * Whether an access token has `origin_jti`: when the client has token revocation; without it, only in pairs that rotation brought
 * (recorded: stackd refresh_rotation_workflows).
 */
export function accessNamesOrigin({ revocation, rotation, refreshed }: TokenInput): boolean {
  return revocation || (rotation && refreshed);
}

/** Whether an ID token has `origin_jti` and `jti`: with token revocation, or with rotation (recorded: the same). */
export function idNamesOrigin({ revocation, rotation }: TokenInput): boolean {
  return revocation || rotation;
}
