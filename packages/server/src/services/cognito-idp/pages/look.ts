import type { Appearance } from "../branding/appearance.ts";
import { CLASSIC_APPEARANCE } from "../branding/classic-appearance.ts";
import type { LoginContext } from "../oauth/endpoint.ts";
import { en, type Texts } from "./texts/en.ts";
import type { Locale } from "./texts/locales.ts";

/** What a document is drawn with. */
export interface Look {
  ctx: Pick<LoginContext, "base" | "profile">;
  /** Whose appearance it has; "ALL" where the client is not known. */
  clientId: string;
  locale: Locale;
  texts: Texts;
  appearance: Appearance;
}

/** The look of nobody's pages: for what is shown where no domain is, or where nothing can be read. */
export function plainLook({ base, profile }: Look["ctx"]): Look {
  return { ctx: { base, profile }, clientId: "ALL", locale: "en", texts: en, appearance: CLASSIC_APPEARANCE };
}
