/** Plain HTTP only to the own machine; otherwise any scheme (developer guide, "Authorize endpoint"; RFC 8707, 2: no fragment). */
const ALLOWED = /^(?:https:\/\/[^/?#]|http:\/\/localhost(?:[:/?]|$)|(?!https?:)[a-z][a-z\d+.-]*:\/\/)[^\s#]*$/i;

const LONGEST = 2_048;

/** Whether an access token may be bound to it. */
export function isResourceUrl(value: string): boolean {
  return value.length <= LONGEST && ALLOWED.test(value) && URL.canParse(value);
}
