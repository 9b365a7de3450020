import { type OAuthPreset, type OAuthProfile, oauthPresets } from "./profile.ts";

/** A member of the profile that is on or off. */
type Toggle = {
  [Member in keyof OAuthProfile]: OAuthProfile[Member] extends boolean ? Member : never;
}[keyof OAuthProfile];

/** What the option calls each member, and its words for on and off. */
const FEATURES: Readonly<Record<string, { member: Toggle; on: string; off: string }>> = {
  iss: { member: "issuerInAnswer", on: "on", off: "off" },
  introspection: { member: "introspection", on: "on", off: "off" },
  "rp-logout": { member: "rpInitiatedLogout", on: "on", off: "off" },
  "post-authorize": { member: "postAuthorize", on: "on", off: "off" },
  implicit: { member: "implicit", on: "on", off: "off" },
  pkce: { member: "requirePkce", on: "required", off: "optional" },
  "form-tokens": { member: "boundFormTokens", on: "bound", off: "any" },
  "password-ends-sessions": { member: "passwordEndsSessions", on: "on", off: "off" },
  "standard-claims": { member: "standardClaims", on: "on", off: "off" },
  "standard-errors": { member: "standardErrors", on: "on", off: "off" },
  "strict-requests": { member: "strictRequests", on: "on", off: "off" },
};

/** Seconds; RFC 6749, 4.1.2, recommends ten minutes at most. */
const CODE_LIFETIME = { from: 1, to: 600 };

/**
 * The profile of a preset with single features set: `iss=on,pkce=required,code-lifetime=60`.
 *
 * @throws Error with a sentence for the operator when a name or a value is unknown
 */
export function parseProfile(preset: OAuthPreset, features: string): OAuthProfile {
  const profile = { ...oauthPresets[preset] };
  for (const entry of features.split(",").filter((part) => part.trim() !== "")) {
    const [name = "", value = ""] = entry.split("=").map((part) => part.trim());
    if (name === "code-lifetime") {
      profile.codeLifetime = readLifetime(value) * 1000;
      continue;
    }
    const feature = Object.hasOwn(FEATURES, name) ? FEATURES[name] : undefined;
    if (feature === undefined) {
      const names = [...Object.keys(FEATURES), "code-lifetime"].join(", ");
      throw new Error(`oauth-features: there is no feature "${name}"; there are ${names}`);
    }
    const { member, on, off } = feature;
    if (value !== on && value !== off) throw new Error(`oauth-features: ${name} is ${on} or ${off}, not "${value}"`);
    profile[member] = value === on;
  }
  return profile;
}

function readLifetime(value: string): number {
  const seconds = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  const { from, to } = CODE_LIFETIME;
  if (!(seconds >= from && seconds <= to)) {
    throw new Error(`oauth-features: code-lifetime is a whole number of seconds from ${from} to ${to}, not "${value}"`);
  }
  return seconds;
}
