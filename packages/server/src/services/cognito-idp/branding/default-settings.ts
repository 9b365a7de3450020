import type { Settings } from "./settings.ts";

const modes = (lightMode: Settings, darkMode: Settings): Settings => ({ lightMode, darkMode });
const enabled = (value: boolean): Settings => ({ enabled: value });
const colors = (backgroundColor: string, borderColor: string): Settings => ({ backgroundColor, borderColor });
const textOn = (backgroundColor: string, textColor: string): Settings => ({ backgroundColor, textColor });
const outlined = (backgroundColor: string, color: string): Settings => ({
  backgroundColor,
  borderColor: color,
  textColor: color,
});
const indicator = (backgroundColor: string, color: string): Settings => ({
  backgroundColor,
  borderColor: color,
  indicatorColor: color,
});
const bar = (logo: Settings): Settings => ({
  backgroundImage: enabled(false),
  ...modes(
    { background: { color: "fafafaff" }, borderColor: "d5dbdbff" },
    { background: { color: "0f141aff" }, borderColor: "424650ff" },
  ),
  logo,
});

/**
 * Cognito's own style, and with it every setting there is: what is not here is not in the schema. Colours are RRGGBBAA, lengths pixels
 * (documented: API reference, DescribeManagedLoginBrandingByClient).
 */
export const DEFAULT_SETTINGS: Settings = {
  categories: {
    auth: {
      authMethodOrder: [
        [
          { display: "BUTTON", type: "FEDERATED" },
          { display: "INPUT", type: "USERNAME_PASSWORD" },
        ],
      ],
      federation: { interfaceStyle: "BUTTON_LIST", order: [] },
    },
    form: {
      displayGraphics: true,
      instructions: enabled(false),
      languageSelector: enabled(false),
      location: { horizontal: "CENTER", vertical: "CENTER" },
      sessionTimerDisplay: "NONE",
    },
    global: {
      colorSchemeMode: "LIGHT",
      pageFooter: enabled(true),
      pageHeader: enabled(true),
      spacingDensity: "REGULAR",
    },
    signUp: { acceptanceElements: [{ enforcement: "NONE", textKey: "en" }] },
  },
  componentClasses: {
    buttons: { borderRadius: 8 },
    divider: modes({ borderColor: "ebebf0ff" }, { borderColor: "232b37ff" }),
    dropDown: {
      borderRadius: 8,
      ...modes(
        {
          defaults: { itemBackgroundColor: "ffffffff" },
          hover: { itemBackgroundColor: "f4f4f4ff", itemBorderColor: "7d8998ff", itemTextColor: "000716ff" },
          match: { itemBackgroundColor: "414d5cff", itemTextColor: "0972d3ff" },
        },
        {
          defaults: { itemBackgroundColor: "192534ff" },
          hover: { itemBackgroundColor: "081120ff", itemBorderColor: "5f6b7aff", itemTextColor: "e9ebedff" },
          match: { itemBackgroundColor: "d1d5dbff", itemTextColor: "89bdeeff" },
        },
      ),
    },
    focusState: modes({ borderColor: "0972d3ff" }, { borderColor: "539fe5ff" }),
    idpButtons: { icons: enabled(true) },
    input: {
      borderRadius: 8,
      ...modes(
        { defaults: colors("ffffffff", "7d8998ff"), placeholderColor: "5f6b7aff" },
        { defaults: colors("0f1b2aff", "5f6b7aff"), placeholderColor: "8d99a8ff" },
      ),
    },
    inputDescription: modes({ textColor: "5f6b7aff" }, { textColor: "8d99a8ff" }),
    inputLabel: modes({ textColor: "000716ff" }, { textColor: "d1d5dbff" }),
    link: modes(
      { defaults: { textColor: "0972d3ff" }, hover: { textColor: "033160ff" } },
      { defaults: { textColor: "539fe5ff" }, hover: { textColor: "89bdeeff" } },
    ),
    optionControls: modes(
      {
        defaults: colors("ffffffff", "7d8998ff"),
        selected: { backgroundColor: "0972d3ff", foregroundColor: "ffffffff" },
      },
      {
        defaults: colors("0f1b2aff", "7d8998ff"),
        selected: { backgroundColor: "539fe5ff", foregroundColor: "000716ff" },
      },
    ),
    statusIndicator: modes(
      {
        error: indicator("fff7f7ff", "d91515ff"),
        pending: { indicatorColor: "AAAAAAAA" },
        success: indicator("f2fcf3ff", "037f0cff"),
        warning: indicator("fffce9ff", "8d6605ff"),
      },
      {
        error: indicator("1a0000ff", "eb6f6fff"),
        pending: { indicatorColor: "AAAAAAAA" },
        success: indicator("001a02ff", "29ad32ff"),
        warning: indicator("1d1906ff", "e0ca57ff"),
      },
    ),
  },
  components: {
    alert: {
      borderRadius: 12,
      ...modes({ error: colors("fff7f7ff", "d91515ff") }, { error: colors("1a0000ff", "eb6f6fff") }),
    },
    favicon: { enabledTypes: ["ICO", "SVG"] },
    form: {
      backgroundImage: enabled(false),
      borderRadius: 8,
      ...modes(colors("ffffffff", "c6c6cdff"), colors("0f1b2aff", "424650ff")),
      logo: { ...enabled(false), formInclusion: "IN", location: "CENTER", position: "TOP" },
    },
    idpButton: {
      custom: {},
      standard: modes(
        {
          active: outlined("d3e7f9ff", "033160ff"),
          defaults: outlined("ffffffff", "424650ff"),
          hover: outlined("f2f8fdff", "033160ff"),
        },
        {
          active: outlined("354150ff", "89bdeeff"),
          defaults: outlined("0f1b2aff", "c6c6cdff"),
          hover: outlined("192534ff", "89bdeeff"),
        },
      ),
    },
    pageBackground: { image: enabled(true), ...modes({ color: "ffffffff" }, { color: "0f1b2aff" }) },
    pageFooter: bar({ ...enabled(true), location: "CENTER" }),
    pageHeader: bar({ ...enabled(false), location: "START" }),
    pageText: modes(
      { bodyColor: "414d5cff", descriptionColor: "414d5cff", headingColor: "000716ff" },
      { bodyColor: "b6bec9ff", descriptionColor: "b6bec9ff", headingColor: "d1d5dbff" },
    ),
    phoneNumberSelector: { displayType: "TEXT" },
    primaryButton: modes(
      {
        active: textOn("033160ff", "ffffffff"),
        defaults: textOn("0972d3ff", "ffffffff"),
        disabled: colors("ffffffff", "ffffffff"),
        hover: textOn("033160ff", "ffffffff"),
      },
      {
        active: textOn("539fe5ff", "000716ff"),
        defaults: textOn("539fe5ff", "000716ff"),
        disabled: colors("ffffffff", "ffffffff"),
        hover: textOn("89bdeeff", "000716ff"),
      },
    ),
    secondaryButton: modes(
      {
        active: outlined("d3e7f9ff", "033160ff"),
        defaults: outlined("ffffffff", "0972d3ff"),
        hover: outlined("f2f8fdff", "033160ff"),
      },
      {
        active: outlined("354150ff", "89bdeeff"),
        defaults: outlined("0f1b2aff", "539fe5ff"),
        hover: outlined("192534ff", "89bdeeff"),
      },
    ),
  },
};
