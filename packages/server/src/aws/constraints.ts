import type { Shape } from "../models/service-model.ts";
import { patternTest } from "./pattern.ts";

/** Something that a value by itself must satisfy, whatever it contains. */
export interface Constraint {
  holds(value: unknown): boolean;
  /** AWS's words for it. */
  text: string;
  /** Place among the constraints of an element, where AWS lists all of them: the upper bound before the lower, both before the pattern. */
  rank: number;
}

/** The constraints of a shape, pattern before lengths, as in the recorded answers for an empty user name. */
export function constraintsOf(shape: Shape): Constraint[] {
  const constraints: Constraint[] = [];
  if (shape.type === "string") {
    const { pattern } = shape;
    if (shape.enum !== undefined) constraints.push(enumConstraint(shape.enum));
    if (pattern !== undefined) {
      const matches = patternTest(pattern);
      constraints.push({
        text: `Member must satisfy regular expression pattern: ${pattern.text}`,
        rank: 2,
        holds: (value) => typeof value !== "string" || matches(value),
      });
    }
  }
  if ("min" in shape && shape.min !== undefined && !trivial(shape))
    constraints.push(boundConstraint(shape.type, "min", shape.min));
  if ("max" in shape && shape.max !== undefined) constraints.push(boundConstraint(shape.type, "max", shape.max));
  return constraints;
}

/** Of a shape's constraints only the list of values that it may have. */
export function enumOf(shape: Shape): Constraint[] {
  return shape.type === "string" && shape.enum !== undefined ? [enumConstraint(shape.enum)] : [];
}

/** A length of at least zero always holds, and AWS names it only where it lists all constraints; leaving it out costs nothing. */
function trivial(shape: Shape): boolean {
  return "min" in shape && shape.min === 0 && isMeasured(shape.type);
}

function isMeasured(type: Shape["type"]): boolean {
  return type === "string" || type === "list" || type === "map" || type === "blob";
}

function enumConstraint(values: readonly string[]): Constraint {
  const allowed = new Set<unknown>(values);
  return {
    text: `Member must satisfy enum value set: [${values.join(", ")}]`,
    rank: 0,
    holds: (value) => allowed.has(value),
  };
}

function boundConstraint(type: Shape["type"], side: "min" | "max", bound: number): Constraint {
  const what = isMeasured(type) ? "length" : "value";
  const measure = isMeasured(type) ? lengthOf : (value: unknown) => (typeof value === "number" ? value : undefined);
  const within = side === "min" ? (size: number) => size >= bound : (size: number) => size <= bound;
  return {
    text: `Member must have ${what} ${side === "min" ? "greater" : "less"} than or equal to ${bound}`,
    rank: side === "max" ? 0 : 1,
    holds: (value) => {
      const size = measure(value);
      return size === undefined || within(size);
    },
  };
}

/** Code points of a string (as Smithy's length trait counts), bytes of a blob, elements of a list, entries of a map. */
function lengthOf(value: unknown): number | undefined {
  if (typeof value === "string") return codePoints(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Uint8Array) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : undefined;
}

function codePoints(value: string): number {
  let count = value.length;
  for (let at = 0; at < value.length - 1; at += 1) {
    const unit = value.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = value.charCodeAt(at + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        count -= 1;
        at += 1;
      }
    }
  }
  return count;
}
