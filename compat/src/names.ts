import { randomBytes, randomInt } from "node:crypto";

/** A short random word, so that suites that share a server never meet. */
export const word = (): string => randomBytes(6).toString("hex");

/** An address of its own in a domain that no one has. */
export const address = (name = "user"): string => `${name}-${word()}@example.com`;

/** A user name that looks like no address. */
export const userName = (name = "user"): string => `${name}_${word()}`;

/** A password that satisfies the default policy. */
export const password = (): string => `Aa1!${word()}`;

/** A number in a range that is kept for fiction. */
export const phoneNumber = (): string => `+1206555${randomInt(1000, 10_000)}`;

/** A prefix for login pages: letters, digits and hyphens, without the words that AWS reserves. */
export const domainPrefix = (name = "login"): string => `${name}-${word()}`;
