import { landingUri } from "../landing-uri.ts";
import type { AddresseeStep } from "./step.ts";

/**
 * Strings are compared, nothing is parsed (RFC 9700, 4.1.3): what one parser takes for a path another takes for a host. The registered one
 * is used from here on, never the sent one.
 */
export const registeredUri: AddresseeStep = {
  rule: "redirect_uri is one of the client's callback URLs, to the letter",
  take({ ctx, parameters }, addressee) {
    const [given = addressee.redirectUri, ...more] = parameters.getAll("redirect_uri").filter(Boolean);
    const callbackUrls = addressee.found?.client.settings.callbackUrls ?? [];
    const accepted = ctx.development ? [...callbackUrls, landingUri(ctx.settings)] : callbackUrls;
    const registered = accepted.find((url) => url === given);
    if (more.length > 0 || registered === undefined) return "redirect_mismatch";
    addressee.redirectUri = registered;
    return undefined;
  },
};
