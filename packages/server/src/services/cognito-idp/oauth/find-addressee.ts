import type { OwnError } from "./own-error.ts";
import type { Addressee, AddresseeStep, Asked } from "./steps/step.ts";

/** Takes the request through the steps on who asks, up to the first that refuses. */
export async function findAddressee(
  asked: Asked,
  steps: readonly AddresseeStep[],
): Promise<{ addressee: Addressee; refused: { rule: string; error: OwnError } | undefined }> {
  const addressee: Addressee = { found: undefined, redirectUri: undefined };
  for (const { rule, take } of steps) {
    const error = await take(asked, addressee);
    if (error !== undefined) return { addressee, refused: { rule, error } };
  }
  return { addressee, refused: undefined };
}
