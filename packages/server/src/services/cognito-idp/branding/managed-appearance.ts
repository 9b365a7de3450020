import type { Terms } from "../terms/terms.ts";
import type { Appearance, FormLogo, Graphic, PageBar, Place, SignInMethod, ThemedImage } from "./appearance.ts";
import { DEFAULT_SETTINGS } from "./default-settings.ts";
import type { PageAssetInfo } from "./page-asset-store.ts";
import { mergeSettings, type Settings } from "./settings.ts";
import { at, isOn, styleSheetOf, text } from "./style-sheet.ts";

const SCHEMES: Readonly<Record<string, Appearance["colorScheme"]>> = {
  LIGHT: "light",
  DARK: "dark",
  DYNAMIC: "light dark",
};

const GRAPHICS: Readonly<Record<Graphic, string>> = {
  email: "EMAIL_GRAPHIC",
  sms: "SMS_GRAPHIC",
  authApp: "AUTH_APP_GRAPHIC",
  password: "PASSWORD_GRAPHIC",
  passkey: "PASSKEY_GRAPHIC",
};

/**
 * The settings of a client without a style, for whom AWS shows no pages at all: as light or dark as the reader has it, and no bars, which
 * would be empty.
 */
export const WITHOUT_STYLE: Settings = {
  categories: {
    global: { colorSchemeMode: "DYNAMIC", pageHeader: { enabled: false }, pageFooter: { enabled: false } },
  },
};

const DISABLED = ["lightMode", "darkMode"].map((mode) => ["components", "primaryButton", mode, "disabled"]);

/**
 * What the pages are drawn with. Cognito's colours of a disabled button are white on white, in the dark scheme too: a button would vanish while
 * its form is sent. Without colours of the style's own the pages have theirs.
 */
function drawnSettings(custom: Settings): Settings {
  const settings = mergeSettings(DEFAULT_SETTINGS, custom);
  const isOwn = DISABLED.some((path) => at(custom, path) !== undefined);
  return isOwn ? settings : DISABLED.reduce((rest, path) => mergeSettings(rest, nested(path)), settings);
}

/** Nothing at a path. */
function nested([first = "", ...rest]: readonly string[]): Settings {
  return { [first]: rest.length === 0 ? null : nested(rest) };
}

/**
 * Managed login with a client's settings laid over Cognito's, its images and its terms.
 *
 * @param custom as `readSettings` gave them
 */
export function managedAppearance(
  custom: Settings,
  assets: readonly PageAssetInfo[],
  terms: readonly Terms[],
): Appearance {
  const settings = drawnSettings(custom);
  const scheme = SCHEMES[text(settings, "categories", "global", "colorSchemeMode")] ?? "light";
  const image = (category: string, resourceId = "") => themed(assets, scheme, category, resourceId);
  const whenOn = (category: string, ...path: string[]) => (isOn(settings, ...path) ? image(category) : undefined);
  return {
    version: 2,
    stylesheet: styleSheetOf(settings, scheme),
    colorScheme: scheme,
    logo: formLogo(settings, whenOn("FORM_LOGO", "components", "form", "logo", "enabled")),
    header: pageBar(settings, "pageHeader", image("PAGE_HEADER_LOGO"), image("PAGE_HEADER_BACKGROUND")),
    footer: pageBar(settings, "pageFooter", image("PAGE_FOOTER_LOGO"), image("PAGE_FOOTER_BACKGROUND")),
    favicon: favicons(settings, image("FAVICON_ICO"), image("FAVICON_SVG")),
    pageBackground: whenOn("PAGE_BACKGROUND", "components", "pageBackground", "image", "enabled"),
    formBackground: whenOn("FORM_BACKGROUND", "components", "form", "backgroundImage", "enabled"),
    formPosition: {
      horizontal: place(settings, "categories", "form", "location", "horizontal"),
      vertical: place(settings, "categories", "form", "location", "vertical"),
    },
    graphics: isOn(settings, "categories", "form", "displayGraphics") ? graphics(image) : undefined,
    idpIcons: isOn(settings, "componentClasses", "idpButtons", "icons", "enabled") ? icons(assets, image) : undefined,
    signInOrder: signInOrder(settings),
    terms: termsOf(terms),
  };
}

/** The image of a category: a DYNAMIC one stands in where the scheme has none of its own (documented: it is shown in all contexts). */
function themed(
  assets: readonly PageAssetInfo[],
  scheme: Appearance["colorScheme"],
  category: string,
  resourceId: string,
): ThemedImage | undefined {
  const named = assets.filter(
    ({ details }) =>
      details.category === category && (category !== "IDP_BUTTON_ICON" || (details.resourceId ?? "") === resourceId),
  );
  const of = (mode: string) =>
    (
      named.find(({ details }) => details.colorMode === mode) ??
      named.find(({ details }) => details.colorMode === "DYNAMIC")
    )?.name;
  const light = scheme === "dark" ? undefined : of("LIGHT");
  const dark = scheme === "light" ? undefined : of("DARK");
  return light === undefined && dark === undefined ? undefined : { light, dark };
}

function formLogo(settings: Settings, image: ThemedImage | undefined): FormLogo | undefined {
  const path = ["components", "form", "logo"];
  return (
    image && {
      image,
      location: place(settings, ...path, "location"),
      position: text(settings, ...path, "position") === "BOTTOM" ? "BOTTOM" : "TOP",
      formInclusion: text(settings, ...path, "formInclusion") === "OUT" ? "OUT" : "IN",
    }
  );
}

function pageBar(
  settings: Settings,
  bar: "pageHeader" | "pageFooter",
  logo: ThemedImage | undefined,
  background: ThemedImage | undefined,
): PageBar | undefined {
  if (!isOn(settings, "categories", "global", bar, "enabled")) return undefined;
  const showsLogo = isOn(settings, "components", bar, "logo", "enabled");
  return {
    logo:
      showsLogo && logo ? { image: logo, location: place(settings, "components", bar, "logo", "location") } : undefined,
    background: isOn(settings, "components", bar, "backgroundImage", "enabled") ? background : undefined,
  };
}

function favicons(
  settings: Settings,
  ico: ThemedImage | undefined,
  svg: ThemedImage | undefined,
): Appearance["favicon"] {
  const types = at(settings, ["components", "favicon", "enabledTypes"]);
  const has = (type: string) => Array.isArray(types) && types.includes(type);
  return { ico: has("ICO") ? ico : undefined, svg: has("SVG") ? svg : undefined };
}

function graphics(image: (category: string) => ThemedImage | undefined): Appearance["graphics"] {
  const found: Partial<Record<Graphic, ThemedImage>> = {};
  for (const graphic of Object.keys(GRAPHICS) as Graphic[]) {
    const picture = image(GRAPHICS[graphic]);
    if (picture !== undefined) found[graphic] = picture;
  }
  return found;
}

function icons(
  assets: readonly PageAssetInfo[],
  image: (category: string, resourceId: string) => ThemedImage | undefined,
): ReadonlyMap<string, ThemedImage> {
  const found = new Map<string, ThemedImage>();
  for (const { details } of assets) {
    if (details.category !== "IDP_BUTTON_ICON") continue;
    const provider = details.resourceId ?? "";
    const icon = image("IDP_BUTTON_ICON", provider);
    if (icon !== undefined) found.set(provider, icon);
  }
  return found;
}

/** The methods that the settings name, first things first; one that they leave out comes last. */
function signInOrder(settings: Settings): SignInMethod[] {
  const known: SignInMethod[] = ["FEDERATED", "USERNAME_PASSWORD"];
  const words = JSON.stringify(at(settings, ["categories", "auth", "authMethodOrder"]) ?? []);
  const placeOf = (method: SignInMethod) => {
    const index = words.indexOf(`"${method}"`);
    return index < 0 ? words.length : index;
  };
  return known.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function termsOf(terms: readonly Terms[]): Appearance["terms"] {
  const links = (name: string) => terms.find((one) => one.name === name)?.links;
  const termsOfUse = links("terms-of-use");
  const privacyPolicy = links("privacy-policy");
  return termsOfUse && privacyPolicy && { termsOfUse, privacyPolicy };
}

function place(settings: Settings, ...path: string[]): Place {
  const word = text(settings, ...path);
  return word === "START" || word === "END" ? word : "CENTER";
}
