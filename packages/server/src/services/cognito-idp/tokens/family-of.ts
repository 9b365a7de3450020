import type { CognitoReader } from "../tables.ts";
import type { AccessClaims } from "./claims.ts";
import { familyStore, type TokenFamily } from "./family-store.ts";

/** The sign-in that an access token comes from: by `origin_jti`, or by `event_id` where the client has no token revocation. */
export function familyOf(
  db: CognitoReader,
  poolId: string,
  { origin_jti, event_id, sub }: AccessClaims,
): Promise<TokenFamily | undefined> {
  return origin_jti ? familyStore.find(db, origin_jti) : familyStore.findByEvent(db, poolId, sub, event_id ?? "");
}
