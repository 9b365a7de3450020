/** The users that `fill-users.ts` makes: everything about them follows from their number. */
export const filled = {
  password: "Correct-horse-7",
  username: (index: number): string => `person-${sixDigits(index)}`,
  email: (index: number): string => `person-${sixDigits(index)}@example.com`,
  /** Begins the e-mail addresses of ten users, whatever the size of the pool. */
  emailPrefix: (index: number): string => `person-${sixDigits(index).slice(0, 5)}`,
};

/** How many users, from number 0 on, have a password that works; the others' cannot be proven. */
export const SIGNS_IN = 400;

function sixDigits(index: number): string {
  return String(index).padStart(6, "0");
}
