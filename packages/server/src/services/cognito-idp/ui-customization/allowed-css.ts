/** Every selector of a classic style sheet, each without its dot (documented: developer guide, "Hosted UI (classic) branding"). */
export const SELECTORS: ReadonlySet<string> = new Set([
  "background-customizable",
  "banner-customizable",
  "errorMessage-customizable",
  "idpButton-customizable",
  "idpButton-customizable:hover",
  "idpDescription-customizable",
  "inputField-customizable",
  "inputField-customizable:focus",
  "label-customizable",
  "legalText-customizable",
  "logo-customizable",
  "passwordCheck-notValid-customizable",
  "passwordCheck-valid-customizable",
  "redirect-customizable",
  "socialButton-customizable",
  "submitButton-customizable",
  "submitButton-customizable:hover",
  "textDescription-customizable",
]);

/** Functions that compute a value; none of them loads or runs anything. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  "calc",
  "clamp",
  "color",
  "color-mix",
  "conic-gradient",
  "cubic-bezier",
  "hsl",
  "hsla",
  "hwb",
  "lab",
  "lch",
  "linear-gradient",
  "max",
  "min",
  "oklab",
  "oklch",
  "radial-gradient",
  "repeating-linear-gradient",
  "repeating-radial-gradient",
  "rgb",
  "rgba",
  "rotate",
  "scale",
  "translate",
]);

/** Properties that loaded or ran something in one browser or another, or that say what the page says. */
export const REFUSED_PROPERTIES: ReadonlySet<string> = new Set(["-moz-binding", "behavior", "content", "src"]);
