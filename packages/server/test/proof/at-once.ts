import { CognitoIdentityProviderServiceException } from "@aws-sdk/client-cognito-identity-provider";

/** What many calls came to that were begun before any was answered. */
export interface AtOnce<T> {
  /** With the index of the call. */
  answers: { index: number; answer: T }[];
  /** `{type}: {message}`, in the order of the calls. */
  refusals: string[];
}

/** Makes `count` calls at once. @throws what is no refusal: a failure of the server (5xx), or of the test */
export async function atOnce<T>(count: number, call: (index: number) => Promise<T>): Promise<AtOnce<T>> {
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, index) => call(index)));
  const came: AtOnce<T> = { answers: [], refusals: [] };
  for (const [index, result] of settled.entries()) {
    if (result.status === "fulfilled") {
      came.answers.push({ index, answer: result.value });
      continue;
    }
    const error: unknown = result.reason;
    if (!(error instanceof CognitoIdentityProviderServiceException) || error.$metadata.httpStatusCode !== 400)
      throw error;
    came.refusals.push(`${error.name}: ${error.message}`);
  }
  return came;
}

/** How often each text is in a list. */
export function tally(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}
