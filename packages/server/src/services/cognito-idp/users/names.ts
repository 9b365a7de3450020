import type { PoolIdentity, UserPool } from "../pools/user-pool.ts";
import type { User } from "./user.ts";

/** What a name belongs to: the user name itself, or the attribute that serves as one. */
export type SignInNameKind = "username" | "email" | "phone_number" | "preferred_username";

export interface SignInName {
  /** Folded; unique in its pool whatever its kind, as at AWS, where one user's alias may not be another's user name. */
  key: string;
  kind: SignInNameKind;
}

/** What decides how names of a pool compare and which of a user's attributes are names. */
type NamingRules = { identity: PoolIdentity };

/**
 * The form under which names are unique and found. Canonically equal spellings of one text are one name (NFC, as RFC 8265
 * has it for user names): two accounts that nobody can tell apart on a screen help only an impostor. Compatibility
 * forms stay distinct. Letter case counts unless the pool says otherwise, for e-mail addresses too.
 * AWS documents the case rule alone; the rest is assumed.
 */
export function foldName(pool: NamingRules, name: string): string {
  const canonical = name.normalize("NFC");
  return pool.identity.caseSensitive === false ? canonical.toLowerCase().normalize("NFC") : canonical;
}

/** The folded keys under which a name, as somebody typed it, is looked up, in order. */
export function lookupKeys(pool: NamingRules, typed: string): string[] {
  return [foldName(pool, typed)];
}

/**
 * The names a user holds, each key once, the user name first.
 * - Where e-mail or phone is the user name, every such attribute counts, verified or not: the user signed up with it.
 * - An alias counts once it is verified; a preferred name once the user is confirmed (developer guide, "User pool attributes").
 */
export function signInNamesOf(pool: UserPool, user: User): SignInName[] {
  const names: SignInName[] = [{ key: foldName(pool, user.username), kind: "username" }];
  for (const kind of [...pool.identity.usernameAttributes, ...pool.identity.aliasAttributes]) {
    const value = user.attributes[kind];
    if (value === undefined || !counts(pool, user, kind)) continue;
    const key = foldName(pool, value);
    if (!names.some((name) => name.key === key)) names.push({ key, kind });
  }
  return names;
}

/**
 * The name that guesses at a user count against: the one that was typed, or the user name itself once the typed one is the user's no more.
 * Who gives a name away while guesses at it are under way would otherwise leave their count behind.
 *
 * @param nameKey folded
 * @param user as of now; undefined when there is no such user
 */
export function countedName(pool: UserPool, nameKey: string, user: User | undefined): string {
  if (user === undefined || signInNamesOf(pool, user).some(({ key }) => key === nameKey)) return nameKey;
  return foldName(pool, user.username);
}

function counts(pool: UserPool, user: User, kind: Exclude<SignInNameKind, "username">): boolean {
  if (kind === "preferred_username") return user.status !== "UNCONFIRMED";
  return pool.identity.usernameAttributes.includes(kind) || user.attributes[`${kind}_verified`] === "true";
}
