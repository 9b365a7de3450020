import { errors } from "../errors.ts";
import type { TermsLinks } from "./terms-links.ts";

/**
 * The links of a request.
 *
 * @throws InvalidParameterException for a URL that is not one of the web: it stands on the sign-up page, where `javascript:` would run
 */
export function readLinks(given: Readonly<Record<string, string>>): TermsLinks {
  for (const url of Object.values(given)) {
    const protocol = URL.canParse(url) ? new URL(url).protocol : "";
    if (protocol !== "https:" && protocol !== "http:") throw errors.invalidUrl(url);
  }
  return { ...given };
}
