import type { AppClient } from "../clients/app-client.ts";
import type { UserPoolDomain } from "../domains/user-pool-domain.ts";
import type { CognitoContext } from "../operation.ts";
import type { TermsLinks } from "../terms/terms-links.ts";

/** What the pages of a domain look like for one client. */
export interface Appearance {
  /** 1: classic hosted UI; 2: managed login. */
  version: 1 | 2;
  /**
   * The whole custom style sheet, checked: nothing in it loads, runs or leaves a `<style>` element. For the classic pages the rules that the
   * administrator gave, for the 18 classes such as `.submitButton-customizable`; "" when there are none. For managed login custom
   * properties on `:root`, such as `--primary-button-background`, under `prefers-color-scheme` where both schemes are wanted.
   */
  stylesheet: string;
  /** As the CSS property and the meta element of that name take it. */
  colorScheme: "light" | "dark" | "light dark";
  /** Undefined when there is none, or when it is turned off. */
  logo: FormLogo | undefined;
  /** Undefined when it is turned off. */
  header: PageBar | undefined;
  footer: PageBar | undefined;
  favicon: { ico: ThemedImage | undefined; svg: ThemedImage | undefined };
  pageBackground: ThemedImage | undefined;
  formBackground: ThemedImage | undefined;
  formPosition: { horizontal: Place; vertical: Place };
  /** Pictures above the forms that ask for a code, a password or a passkey. Undefined when they are turned off; one that is missing is the page's own. */
  graphics: Readonly<Partial<Record<Graphic, ThemedImage>>> | undefined;
  /** By the name of the identity provider. Undefined when icons are turned off. */
  idpIcons: ReadonlyMap<string, ThemedImage> | undefined;
  /** What stands first on the sign-in form. */
  signInOrder: readonly SignInMethod[];
  /** Shown on sign-up. Undefined until the client has both documents; `termsIn(terms, locale)` says which URLs a language gets. */
  terms: TermsOfClient | undefined;
}

export type Place = "START" | "CENTER" | "END";
export type Graphic = "email" | "sms" | "authApp" | "password" | "passkey";
export type SignInMethod = "FEDERATED" | "USERNAME_PASSWORD";

/**
 * The names of the images for the light and the dark scheme: at least one of them is there, and `dark` only where the appearance has a
 * dark scheme. They are served at `{base}` + `assetPath(name)`, and never change under their name.
 */
export interface ThemedImage {
  light: string | undefined;
  dark: string | undefined;
}

export interface FormLogo {
  image: ThemedImage;
  /** Along the line. */
  location: Place;
  /** Above or below the form's content. */
  position: "TOP" | "BOTTOM";
  /** Within the form's card, or outside of it. */
  formInclusion: "IN" | "OUT";
}

/** The header or footer of the page. */
export interface PageBar {
  /** Undefined when there is none, or when it is turned off. */
  logo: { image: ThemedImage; location: Place } | undefined;
  background: ThemedImage | undefined;
}

/** The links of both documents, by language. */
export interface TermsOfClient {
  termsOfUse: TermsLinks;
  privacyPolicy: TermsLinks;
}

/** Where an asset is within a domain. */
export function assetPath(name: string): string {
  return `/_pages/assets/${name}`;
}

/**
 * What the pages of `domain` look like for `client`, from caches: nothing is parsed or generated for a request. On a domain of
 * version 2 a client without a style has the default style.
 */
export function appearanceOf(
  { appearances }: Pick<CognitoContext, "appearances">,
  { managedLoginVersion, poolId }: Pick<UserPoolDomain, "managedLoginVersion" | "poolId">,
  { id }: Pick<AppClient, "id">,
): Promise<Appearance> {
  return managedLoginVersion === 2 ? appearances.managed(poolId, id) : appearances.classic(poolId, id);
}
