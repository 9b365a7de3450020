import { error, invalidParameter, limitExceeded, notFound } from "./error-types.ts";

/** Errors of what the login pages look like; for the marks see errors.ts. */
export const brandingErrors = {
  customizationNeedsDomain: () => invalidParameter("There has to be an existing domain associated with this user pool"), // O (terraform-provider-aws)
  customizationTooLarge: () => invalidParameter("request parameters too large"), // D
  cssClassNotAllowed: (selector: string) =>
    invalidParameter(`The CSS class ${selector} is not in the list of allowed classes.`), // R (badmintoncryer/cdk-preflight)
  cssRefused: (part: string) => invalidParameter(`Invalid CSS: ${part} is not allowed.`), // A
  logoFormatUnknown: () => invalidParameter("The image must be a PNG or JPEG file."), // A
  styleNotFound: () => notFound("ManagedLoginBranding does not exist."), // R (floci-io/floci, pull request 2869)
  styleOfClientNotFound: (clientId: string) => notFound(`ManagedLoginBranding for client ${clientId} does not exist.`), // R (the same)
  styleExists: (clientId: string) =>
    error("ManagedLoginBrandingExistsException")(`A ManagedLoginBranding already exists for client ${clientId}`), // R (the same)
  styleValuesAmbiguous: () =>
    invalidParameter("useCognitoProvidedValues or settings should be specified (but not both)"), // R (the same)
  styleLimitReached: () => limitExceeded("Maximum number of managed login branding styles reached."), // A
  /** `path` is empty for the settings themselves. */
  invalidStyleSetting: (path: string) =>
    invalidParameter(path === "" ? "Invalid settings." : `Invalid value for settings.${path}.`), // A
  invalidStyleAsset: (category: string, extension: string) =>
    invalidParameter(`The asset ${category} is not a valid ${extension} file for its category.`), // A
  styleAssetWithoutBytes: (category: string) => invalidParameter(`The asset ${category} has no bytes.`), // A
  duplicateStyleAsset: (category: string) => invalidParameter(`Duplicate asset ${category}.`), // A
  tooManyStyleAssets: () => invalidParameter("A style can have at most 40 assets."), // A
} as const;
