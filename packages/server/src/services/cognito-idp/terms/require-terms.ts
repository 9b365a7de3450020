import { errors } from "../errors.ts";
import type { CognitoReader } from "../tables.ts";
import type { Terms } from "./terms.ts";
import { termsStore } from "./terms-store.ts";

/** @throws ResourceNotFoundException when the pool has no such terms */
export async function requireTerms(db: CognitoReader, poolId: string, id: string): Promise<Terms> {
  // Ids are drawn in small letters; the model lets in both.
  const terms = await termsStore.find(db, poolId, id.toLowerCase());
  if (terms === undefined) throw errors.termsNotFound();
  return terms;
}
