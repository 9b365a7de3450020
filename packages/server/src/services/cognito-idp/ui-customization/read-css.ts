import { errors } from "../errors.ts";
import { checkCss } from "./check-css.ts";

/** Documented: 3 KB. */
const MOST_BYTES = 3 * 1024;

/**
 * The style sheet of a request, as it is kept and as it is served; an empty one is none (assumed).
 *
 * @throws InvalidParameterException when it is too long, or has what pages must not have
 */
export function readCss(css: string | undefined): { css: string | undefined; stylesheet: string } {
  if (css === undefined || css === "") return { css: undefined, stylesheet: "" };
  if (Buffer.byteLength(css) > MOST_BYTES) throw errors.customizationTooLarge();
  const checked = checkCss(css);
  if (!checked.ok) {
    const refused = checked.refused.slice(0, 100).toWellFormed();
    throw checked.isSelector ? errors.cssClassNotAllowed(refused) : errors.cssRefused(refused);
  }
  return { css, stylesheet: checked.stylesheet };
}
