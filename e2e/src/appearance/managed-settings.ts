/** One value of a style's settings. */
export interface Leaf {
  /** `["components", "form", "borderRadius"]` */
  readonly path: readonly string[];
  /** What it is while others are tried. */
  readonly value: unknown;
  readonly kind: "color" | "number" | "choice";
  /** The other values that a choice can take; empty for colours and numbers. */
  readonly alternatives: readonly unknown[];
}

/** What a word can be instead (developer guide, "Customize the managed login branding": the console's choices). */
const words: Readonly<Record<string, readonly string[]>> = {
  colorSchemeMode: ["LIGHT", "DARK", "DYNAMIC"],
  spacingDensity: ["REGULAR", "COMPACT"],
  horizontal: ["START", "CENTER", "END"],
  vertical: ["START", "CENTER", "END"],
  location: ["START", "CENTER", "END"],
  position: ["TOP", "BOTTOM"],
  formInclusion: ["IN", "OUT"],
};

/** Every value of whole settings, lists apart. */
export function leavesOf(settings: unknown, path: readonly string[] = []): Leaf[] {
  if (Array.isArray(settings)) return [];
  if (typeof settings === "object" && settings !== null) {
    return Object.entries(settings).flatMap(([name, value]) => leavesOf(value, [...path, name]));
  }
  // Where a thing stands shows only if it is there, so switches are on unless they are tried.
  if (typeof settings === "boolean") return [{ path, value: true, kind: "choice", alternatives: [false] }];
  if (typeof settings === "number") return [{ path, value: settings, kind: "number", alternatives: [] }];
  if (/^[0-9a-f]{8}$/i.test(String(settings))) return [{ path, value: settings, kind: "color", alternatives: [] }];
  const others = (words[path.at(-1) ?? ""] ?? []).filter((word) => word !== settings);
  return [{ path, value: settings, kind: "choice", alternatives: others }];
}

/** Settings that have these values and no others. */
export function settingsFrom(values: ReadonlyMap<Leaf, unknown>): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [{ path }, value] of values) {
    const last = path.at(-1) ?? "";
    let node = settings;
    for (const name of path.slice(0, -1)) {
      node[name] ??= {};
      node = node[name] as Record<string, unknown>;
    }
    node[last] = value;
  }
  return settings;
}
