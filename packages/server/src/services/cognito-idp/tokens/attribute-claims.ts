/** The attributes whose claim is no string. An undefined answer leaves the claim out. */
const converted: Readonly<Record<string, (value: string) => unknown>> = {
  email_verified: isTrue,
  phone_number_verified: isTrue,
  // OpenID Connect Core 5.1.1 makes this an object; Cognito puts the whole attribute into one member (observed: amplify-js#4935).
  address: (formatted) => ({ formatted }),
  // OpenID Connect Core 5.1 makes this a number (assumed).
  updated_at: (value) => (Number.isFinite(Number(value)) ? Number(value) : undefined),
  // Stored as JSON by federation; a list of objects in tokens (documented).
  identities: parseJson,
};

/**
 * The user's attributes as claims of an ID token: those that the client may read, under their own names, and none
 * that it may not (recorded: stackd profile_workflows). Verified flags are booleans, custom
 * attributes strings whatever their type (documented), names in `cognito:` and the developer's own (`dev:`) never show.
 *
 * @param readable the client's ReadAttributes; undefined allows all
 */
export function attributeClaims(
  attributes: Readonly<Record<string, string>>,
  readable: readonly string[] | undefined,
): Record<string, unknown> {
  const allowed = readable && new Set(readable);
  const claims: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("cognito:") || name.startsWith("dev:")) continue;
    if (allowed && !allowed.has(name)) continue;
    const claim = Object.hasOwn(converted, name) ? converted[name]?.(value) : value;
    if (claim !== undefined) claims[name] = claim;
  }
  return claims;
}

function isTrue(value: string): boolean {
  return value.toLowerCase() === "true";
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
