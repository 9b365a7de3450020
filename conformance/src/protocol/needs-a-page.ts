/** Errors that say that a page would have been needed (OpenID Connect Core, 3.1.2.6). */
export const NEEDS_A_PAGE: readonly string[] = [
  "interaction_required",
  "login_required",
  "account_selection_required",
  "consent_required",
];
