import type { ServiceModel } from "../models/service-model.ts";
import { isSecretName } from "../platform/secret-names.ts";
import { quotedAtMost } from "./printed-value.ts";
import { isRecord, shapeOf } from "./shape-walk.ts";

/**
 * The texts in a structure that must not be in the log: those that the model calls sensitive, and those whose shape's name says that
 * they are secrets. A code from a mail is quoted in the messages of AWS, and is no less good for whoever reads the log.
 */
export type SensitiveValues = (structure: string, value: unknown) => string[];

/** Shorter texts are not looked for: they would be found everywhere and give nothing away. */
const shortest = 4;

export function createSensitiveValues(model: ServiceModel): SensitiveValues {
  return (structure, value) => {
    const found = new Set<string>();
    collect(model, structure, value, false, found);
    return [...found];
  };
}

function collect(model: ServiceModel, name: string, value: unknown, within: boolean, found: Set<string>): void {
  const shape = shapeOf(model, name);
  const sensitive = within || shape.sensitive === true;
  if (typeof value === "string") {
    if ((sensitive || isSecretName(name)) && value.length >= shortest) found.add(value);
  } else if (shape.type === "list" && Array.isArray(value)) {
    for (const item of value) collect(model, shape.member.shape, item, sensitive, found);
  } else if (shape.type === "map" && isRecord(value)) {
    for (const key of Object.keys(value)) collect(model, shape.value.shape, value[key], sensitive, found);
  } else if (shape.type === "structure" && isRecord(value)) {
    for (const [member, { shape: of }] of Object.entries(shape.members))
      collect(model, of, value[member], sensitive, found);
  }
}

/** The text with every one of the values replaced, the longest first, so that none leaves a remainder; also where a message cut it. */
export function withoutValues(text: string, values: readonly string[]): string {
  const all = values.flatMap((value) =>
    value.length > quotedAtMost ? [value, value.slice(0, quotedAtMost)] : [value],
  );
  let result = text;
  for (const value of all.toSorted((a, b) => b.length - a.length)) result = result.replaceAll(value, "(sensitive)");
  return result;
}
