import type { Leaf } from "./managed-settings.ts";

/** Settings that are kept and given back without changing a page, as docs/deviations.md lists them. One that begins to show fails the suite. */
const keptOnly: readonly RegExp[] = [
  // Reserved by AWS, without effect there as well (API reference).
  /^categories\.form\.(instructions|languageSelector|sessionTimerDisplay)/,
  // Of pages and parts that there are not: other identity providers, choices among several, something that is going on.
  /^components\.idpButton\./,
  /^componentClasses\.(idpButtons|optionControls)\./,
  /^componentClasses\.statusIndicator\.\w+\.pending\./,
];

export const isKeptOnly = ({ path }: Leaf): boolean => keptOnly.some((pattern) => pattern.test(path.join(".")));
