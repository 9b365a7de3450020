import { errors } from "../errors.ts";

/** Tags on one pool (AWS's general rule on tagging). */
const MOST_TAGS = 50;

/**
 * The tags that result from adding `given` to `present`.
 *
 * @throws UserPoolTaggingException (assumed: no recording of these texts)
 */
export function withTags(
  present: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  if (Object.keys(given).some((key) => key.toLowerCase().startsWith("aws:"))) throw errors.reservedTagKey();
  const tags = { ...present, ...given };
  if (Object.keys(tags).length > MOST_TAGS) throw errors.tooManyTags();
  return tags;
}

export function withoutTags(
  present: Readonly<Record<string, string>>,
  keys: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(present).filter(([key]) => !keys.includes(key)));
}
