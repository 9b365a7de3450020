import type { AddresseeStep } from "./step.ts";

/** DefaultRedirectURI stands in for `redirect_uri` (API reference, CreateUserPoolClient). */
export const redirectUri: AddresseeStep = {
  rule: "redirect_uri is there, or the client has a default one",
  take({ parameters }, addressee) {
    if (parameters.get("redirect_uri")) return undefined;
    addressee.redirectUri = addressee.found?.client.settings.defaultRedirectUri;
    return addressee.redirectUri === undefined ? "Required String parameter 'redirect_uri' is not present" : undefined;
  },
};
