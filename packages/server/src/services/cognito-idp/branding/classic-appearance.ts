import type { UiCustomization } from "../ui-customization/ui-customization.ts";
import type { Appearance } from "./appearance.ts";

/** Classic pages without a customization. At AWS they are light only; here they are as light or dark as the reader has it. */
export const CLASSIC_APPEARANCE: Appearance = {
  version: 1,
  stylesheet: "",
  colorScheme: "light dark",
  logo: undefined,
  header: undefined,
  footer: undefined,
  favicon: { ico: undefined, svg: undefined },
  pageBackground: undefined,
  formBackground: undefined,
  formPosition: { horizontal: "CENTER", vertical: "CENTER" },
  graphics: {},
  idpIcons: new Map(),
  signInOrder: ["FEDERATED", "USERNAME_PASSWORD"],
  terms: undefined,
};

/** Classic pages with a customization: its style sheet, which was written for AWS's light pages, and its logo in the banner. */
export function classicAppearance({ stylesheet, image }: UiCustomization): Appearance {
  return {
    ...CLASSIC_APPEARANCE,
    colorScheme: "light",
    stylesheet,
    logo:
      image === undefined
        ? undefined
        : { image: { light: image, dark: undefined }, location: "CENTER", position: "TOP", formInclusion: "IN" },
  };
}
