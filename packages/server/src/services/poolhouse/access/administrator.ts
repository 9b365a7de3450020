import { constantTimeEqual } from "../../../platform/constant-time.ts";

/**
 * Whether an `Authorization` header carries the administrator's token (RFC 6750 section 2.1).
 *
 * @param token the configured token; undefined lets nobody in
 */
export function isAdministrator(authorization: string | undefined, token: string | undefined): boolean {
  const given = /^bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
  if (given === undefined || token === undefined || token === "") return false;
  return constantTimeEqual(given, token);
}
