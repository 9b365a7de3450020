/** The shape of an address as HTML's e-mail field knows it, with letters of every script; nothing that could break out of a mail header. */
const EMAIL =
  /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)*$/u;

/** E.164 as the guide's page on attributes puts it: a plus sign, then the country code and the number, digits only. */
const PHONE_NUMBER = /^\+[0-9]{2,15}$/;

/**
 * Whether a text can be an e-mail address. AWS does not publish its rule (assumed): a domain without a dot passes, so that
 * `me@localhost` works in development.
 */
export function isEmail(text: string): boolean {
  return text.length <= 320 && EMAIL.test(text);
}

/** Whether a text can be a telephone number. */
export function isPhoneNumber(text: string): boolean {
  return PHONE_NUMBER.test(text);
}
