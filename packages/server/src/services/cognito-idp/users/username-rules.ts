import { errors } from "../errors.ts";
import type { PoolIdentity, UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import { isEmail, isPhoneNumber } from "./contact-formats.ts";

/** What a new user is called, and the attribute that the typed name stands for. */
export interface NewUsername {
  /** As stored, shown and used as USER_ID_FOR_SRP. */
  username: string;
  /** Attributes that the name itself gives: the e-mail address or telephone number that serves as the name. */
  implied: Record<string, string>;
}

/**
 * The stored name of a new user. Where e-mail or phone is the user name, that is the sub, and the typed address becomes the
 * attribute; elsewhere the name stays as typed.
 *
 * @throws InvalidParameterException when the name is not of the pool's kind
 */
export function newUsername(pool: UserPool, typed: string, sub: string): NewUsername {
  const { usernameAttributes } = pool.identity;
  if (usernameAttributes.length === 0) {
    assertNoAlias(pool, typed);
    return { username: typed, implied: {} };
  }
  const attribute = usernameAttributes.find((name) => LOOKS_LIKE[name](typed));
  if (attribute === undefined) throw wrongKind(usernameAttributes);
  return { username: sub, implied: { [attribute]: typed } };
}

/**
 * Whether the value can be a preferred name in this pool. Where it is an alias it follows the rules of user names; that it may not
 * look like an e-mail address beside an email alias is recorded, the length is assumed.
 *
 * @throws InvalidParameterException
 */
export function assertPreferredUsername(pool: { identity: PoolIdentity }, value: string): void {
  if (!pool.identity.aliasAttributes.includes("preferred_username")) return;
  if (value.length > 128 || !USERNAME.test(value)) throw errors.preferredUsernameInvalid();
  assertNoAlias(pool, value);
}

/** The model's pattern for user names. */
const USERNAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;

const LOOKS_LIKE: Record<VerifiableAttribute, (name: string) => boolean> = {
  email: isEmail,
  phone_number: isPhoneNumber,
};

/** A name that looks like somebody's alias could take over what a verified address stands for. */
function assertNoAlias({ identity }: { identity: PoolIdentity }, name: string): void {
  if (identity.aliasAttributes.includes("email") && isEmail(name)) throw errors.usernameLooksLikeEmail();
  if (identity.aliasAttributes.includes("phone_number") && isPhoneNumber(name)) throw errors.usernameLooksLikePhone();
}

function wrongKind(attributes: readonly VerifiableAttribute[]) {
  if (attributes.length > 1) return errors.usernameMustBeEmailOrPhone();
  return attributes[0] === "email" ? errors.usernameMustBeEmail() : errors.usernameMustBePhone();
}
