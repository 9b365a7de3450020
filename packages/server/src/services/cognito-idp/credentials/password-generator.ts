import type { Random } from "../../../platform/random.ts";

/** The part of a pool's password policy that a password of ours must meet. It always has all four kinds of characters. */
export interface GeneratedPasswordPolicy {
  minimumLength: number;
}

/**
 * Letters and digits that no font confuses, and symbols that Cognito counts as such and that mean nothing in HTML, in message templates
 * (`{####}`), in `String.replace` or in a shell's double quotes.
 */
const kinds = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "@%*-_=+.?"] as const;
const all = kinds.join("");

/** Twelve characters carry 72 bits, enough for what must be changed at the first sign-in. */
const shortest = 12;

/**
 * A temporary password for a new user: at least twelve characters, at least one of each kind, every one drawn uniformly, in random order. It meets every policy that
 * a pool can have, since those ask for no more than length and kinds.
 */
export function generatePassword({ minimumLength }: GeneratedPasswordPolicy, random: Random): string {
  const length = Math.max(shortest, minimumLength);
  // Drawn anew until all kinds are there: replacing characters instead would favour some passwords. At twelve characters two in three draws succeed.
  for (;;) {
    const password = random.from(all, length);
    if (kinds.every((kind) => [...password].some((character) => kind.includes(character)))) return password;
  }
}
