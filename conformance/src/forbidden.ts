import type { Preset } from "./ops/poolhouse.ts";

/** What a module asks for and Cognito does otherwise, so that a client of Cognito would break if we did it. */
export interface Forbidden {
  presets: readonly Preset[];
  modules: readonly string[];
  /** What Cognito does, and where that is known from. */
  reason: string;
  /** What the module must complain of, and of nothing else. */
  complaint: RegExp;
}

export const forbidden: readonly Forbidden[] = [
  {
    presets: ["cognito"],
    modules: [
      "oidcc-userinfo-get",
      "oidcc-userinfo-post-header",
      "oidcc-scope-profile",
      "oidcc-scope-email",
      "oidcc-scope-phone",
      "oidcc-claims-essential",
    ],
    reason:
      '`/oauth2/userInfo` gives every value as text, `"email_verified":"true"` too (developer guide, "The user attributes endpoint"); clients are written for that',
    complaint: /^(?:email_verified|phone_number_verified|address|updated_at) is (?:true or false|an object|a number): /,
  },
  {
    presets: ["cognito"],
    modules: ["oidcc-ensure-post-request-succeeds"],
    reason: '`/oauth2/authorize` takes GET only (developer guide, "Authorize endpoint")',
    complaint: /405 at .*Method not allowed/,
  },
  {
    presets: ["cognito"],
    modules: [
      "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported",
      "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
    ],
    reason:
      'it knows no request objects, and ignores `request` and `request_uri` (developer guide, "Authorize endpoint": not among its parameters)',
    complaint: /^(?:state comes back|nonce is that of the request)/,
  },
  {
    presets: ["cognito"],
    modules: ["oidcc-rp-initiated-logout", "oidcc-rp-initiated-logout-no-state"],
    reason:
      '`/logout` has words of its own, `client_id` and `logout_uri` (developer guide, "Logout endpoint"), and ignores `id_token_hint` and `post_logout_redirect_uri` (observed)',
    complaint: /400 at .*Required String parameter .*client_id.* is not present/,
  },
  {
    presets: ["cognito"],
    modules: [
      "oidcc-rp-initiated-logout-no-params",
      "oidcc-rp-initiated-logout-no-post-logout-redirect-uri",
      "oidcc-rp-initiated-logout-only-state",
    ],
    reason:
      '`/logout` without `client_id` is an error and ends nothing (observed: the text; developer guide, "Logout endpoint": required)',
    complaint: /^the answer is an error, not code/,
  },
];
