import assert from "node:assert/strict";

/**
 * Expects a call to be refused by the service.
 *
 * @param type the error's type as clients see it, `NotAuthorizedException`
 * @param message its whole text, or a pattern where AWS's text is not known to the letter
 */
export async function refused(attempt: Promise<unknown>, type: string, message?: string | RegExp): Promise<void> {
  let answer: unknown;
  try {
    answer = await attempt;
  } catch (error) {
    // Clients differ in where they keep the rest, but all put the type into `name`.
    const { name, message: text, status } = error as Error & { status?: number };
    assert.equal(`${name}: ${text}`.startsWith(type), true, `expected ${type}, got ${name}: ${text}`);
    assert.equal(name, type);
    // Cognito answers every client error with 400, those of authentication too (recorded).
    if (typeof status === "number") assert.equal(status, 400, `${name} came with status ${status}`);
    if (message instanceof RegExp) assert.match(text, message);
    else if (message !== undefined) assert.equal(text, message);
    return;
  }
  assert.fail(`expected ${type}, got the answer ${JSON.stringify(answer)}`);
}

/** Asserts that a value is there, and narrows its type. */
export function given<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) assert.fail(`${what} is missing`);
  return value;
}

/** Asserts that an answer has exactly these members, in any order. */
export function members(answer: object, expected: readonly string[]): void {
  const present = Object.entries(answer)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  assert.deepEqual(present.sort(), [...expected].sort());
}

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
