import { errors } from "../errors.ts";
import type { CognitoReader } from "../tables.ts";
import type { LoginStyle } from "./login-style.ts";
import { loginStyleStore } from "./login-style-store.ts";

/** @throws ResourceNotFoundException when the pool has no such style (recorded: floci-io/floci, pull request 2869) */
export async function requireStyle(db: CognitoReader, poolId: string, id: string): Promise<LoginStyle> {
  // Ids are drawn in small letters; the model lets in both.
  const style = await loginStyleStore.find(db, poolId, id.toLowerCase());
  if (style === undefined) throw errors.styleNotFound();
  return style;
}
