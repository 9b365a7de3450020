/** Attributes that each scope of OpenID Connect opens (developer guide, "Scopes, M2M, and resource servers"). */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  email: ["email", "email_verified"],
  phone: ["phone_number", "phone_number_verified"],
  profile: [
    "name",
    "family_name",
    "given_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "updated_at",
  ],
};

/** Says of a user who came by another provider where he came from, so it stands in every ID token (observed). */
const ALWAYS: readonly string[] = ["sub", "identities"];

/** Whether the scopes show an attribute to a client that may read it. */
export type ScopeFilter = (attribute: string) => boolean;

/**
 * Which attributes the scopes of a token show, in its ID token and at userInfo: `openid` without `email`, `phone` and `profile` shows all,
 * each of the three otherwise its own; custom attributes go with `profile` (developer guide, "The user attributes endpoint" and "Scopes, M2M, and
 * resource servers"). Scopes of resource servers and `aws.cognito.signin.user.admin` have no say.
 */
export function attributesOfScopes(scopes: readonly string[]): ScopeFilter {
  const opened = scopes.filter((scope) => Object.hasOwn(ATTRIBUTES, scope));
  if (opened.length === 0) return () => true;
  const names = new Set([...ALWAYS, ...opened.flatMap((scope) => ATTRIBUTES[scope] ?? [])]);
  const custom = opened.includes("profile");
  return (attribute) => names.has(attribute) || (custom && attribute.startsWith("custom:"));
}

/**
 * Whether the client may read what the scopes are about: a code of a client that lacks, say, `email_verified` for the scope `email` is refused
 * (developer guide, "The token issuer endpoint", invalid_grant). Not so for `profile`, of which it gets what it may read ("The user attributes
 * endpoint").
 */
export function mayReadScopes(scopes: readonly string[], readable: ReadonlySet<string>): boolean {
  return ["email", "phone"]
    .filter((scope) => scopes.includes(scope))
    .every((scope) => ATTRIBUTES[scope]?.every((name) => readable.has(name)));
}
