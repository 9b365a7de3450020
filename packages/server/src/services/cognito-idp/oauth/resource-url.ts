/** Plain HTTP only to the own machine; otherwise any scheme (developer guide, "Authorize endpoint"; RFC 8707, 2: no fragment). */
const ALLOWED = /^(?:https:\/\/[^/?#]|http:\/\/localhost(?:[:/?]|$)|(?!https?:)[a-z][a-z\d+.-]*:\/\/)[^\s#]*$/i;

const LONGEST = 2_048;

/** Whether an access token may be bound to it. Control characters are none of a URL's, though its parsers take them; databases do not. */
export function isResourceUrl(value: string): boolean {
  return value.length <= LONGEST && ALLOWED.test(value) && !/\p{Cc}/u.test(value) && URL.canParse(value);
}
