/** Statuses of users who go on without a question: for the others sessions and tokens do not stand, as while a password must be reset. */
const SIGNED_IN: readonly string[] = ["CONFIRMED", "EXTERNAL_PROVIDER"];

export function isSignedInStatus(status: string): boolean {
  return SIGNED_IN.includes(status);
}
