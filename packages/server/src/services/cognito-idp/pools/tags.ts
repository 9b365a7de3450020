import type { AwsError } from "../../../aws/errors.ts";
import { errors } from "../errors.ts";

/** Tags on one pool (AWS's general rule on tagging). */
const MOST_TAGS = 50;

/** How an operation refuses tags: those on pools declare an error of their own, TagResource does not. */
interface TagRefusals {
  reserved: () => AwsError;
  tooMany: () => AwsError;
}

const ofPools: TagRefusals = { reserved: errors.reservedTagKey, tooMany: errors.tooManyTags };

/**
 * The tags that result from adding `given` to `present`.
 *
 * @throws UserPoolTaggingException unless `refuse` says otherwise (assumed: no recording of these texts)
 */
export function withTags(
  present: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> = {},
  refuse: TagRefusals = ofPools,
): Record<string, string> {
  if (Object.keys(given).some((key) => key.toLowerCase().startsWith("aws:"))) throw refuse.reserved();
  const tags = { ...present, ...given };
  if (Object.keys(tags).length > MOST_TAGS) throw refuse.tooMany();
  return tags;
}

export function withoutTags(
  present: Readonly<Record<string, string>>,
  keys: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(present).filter(([key]) => !keys.includes(key)));
}
