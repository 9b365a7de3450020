import { isPlainObject, type Settings } from "./settings.ts";

type Variable = readonly [name: string, value: string];
interface Variables {
  both: Variable[];
  lightMode: Variable[];
  darkMode: Variable[];
}

/** How much room things have. */
const DENSITIES: Readonly<Record<string, string>> = { COMPACT: "0.75", REGULAR: "1" };

/**
 * The settings' colours and lengths as custom properties. A name is the path in kebab case without what goes without saying:
 * `components.primaryButton.lightMode.defaults.backgroundColor` is `--primary-button-background`, its `hover` form
 * `--primary-button-hover-background`, `componentClasses.buttons.borderRadius` is `--buttons-radius`; `--density` is a factor.
 *
 * @param settings complete and read by `readSettings`: colours are hexadecimal and lengths numbers, so that nothing else gets into the sheet
 */
export function styleSheetOf(settings: Settings, scheme: "light" | "dark" | "light dark"): string {
  const found: Variables = { both: [], lightMode: [], darkMode: [] };
  for (const part of ["componentClasses", "components"]) collect(settings[part], [], "both", found);
  const density = DENSITIES[text(settings, "categories", "global", "spacingDensity")] ?? "1";
  const base: Variable[] = [["color-scheme", scheme], ["--density", density], ...found.both];
  const { lightMode, darkMode } = found;
  if (scheme === "light dark") {
    return `${rule([...base, ...lightMode])}@media (prefers-color-scheme:dark){${rule(darkMode)}}`;
  }
  return rule([...base, ...(scheme === "dark" ? darkMode : lightMode)]);
}

function collect(
  node: Settings[string] | undefined,
  path: readonly string[],
  mode: keyof Variables,
  into: Variables,
): void {
  if (isPlainObject(node)) {
    for (const [name, child] of Object.entries(node)) {
      if (name === "lightMode" || name === "darkMode") collect(child, path, name, into);
      else collect(child, [...path, name], mode, into);
    }
    return;
  }
  if (typeof node === "number") into[mode].push([nameOf(path), `${node}px`]);
  if (typeof node === "string" && mode !== "both") into[mode].push([nameOf(path), `#${node.toLowerCase()}`]);
}

function nameOf(path: readonly string[]): string {
  const last = path.length - 1;
  const parts = path
    .map((part, index) =>
      index === last ? part.replace(/^color$|Color$/, "").replace(/^borderRadius$/, "radius") : part,
    )
    .filter((part) => part !== "" && part !== "defaults");
  return `--${parts.join("-").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

const rule = (variables: readonly Variable[]): string =>
  `:root{${variables.map(([name, value]) => `${name}:${value}`).join(";")}}`;

/** The word at a path of complete settings; "" when there is none. */
export function text(settings: Settings, ...path: readonly string[]): string {
  const value = at(settings, path);
  return typeof value === "string" ? value : "";
}

/** Whether the setting at a path of complete settings is on. */
export function isOn(settings: Settings, ...path: readonly string[]): boolean {
  return at(settings, path) === true;
}

/** The value at a path of complete settings. */
export function at(settings: Settings, path: readonly string[]): Settings[string] | undefined {
  return path.reduce<Settings[string] | undefined>(
    (node, name) => (isPlainObject(node) ? node[name] : undefined),
    settings,
  );
}
