/** @throws Error when an answer lacks what the test goes on with. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The answer lacks a member");
  return value;
}
