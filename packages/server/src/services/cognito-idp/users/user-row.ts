import type { CognitoTables } from "../tables.ts";
import { statusOf, type User } from "./user.ts";

/** A user as the database keeps it. */
export function toRow(user: User): CognitoTables["users"] {
  return {
    pool_id: user.poolId,
    sub: user.sub,
    username: user.username,
    status: user.status,
    enabled: user.enabled ? 1 : 0,
    attributes_json: JSON.stringify(user.attributes),
    pending_json: JSON.stringify(user.pendingAttributes),
    created_at: user.createdAt,
    modified_at: user.modifiedAt,
    version: user.version,
  };
}

/** A user as it is read back. */
export function toUser(row: CognitoTables["users"]): User {
  return {
    poolId: row.pool_id,
    sub: row.sub,
    username: row.username,
    status: statusOf(row),
    enabled: row.enabled === 1,
    attributes: JSON.parse(row.attributes_json),
    pendingAttributes: JSON.parse(row.pending_json),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    version: row.version,
  };
}
