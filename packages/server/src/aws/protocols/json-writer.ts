import type { ServiceModel, Shape, StructureShape } from "../../models/service-model.ts";
import { isRecord, perShape, shapeOf } from "../shape-walk.ts";

type Write = (value: unknown) => string;

/**
 * Writes a structure of the model as JSON, the way AWS does: compact, members in alphabetical order, absent ones left out.
 * Values that are not of the model's type are written as JSON has them; telling them is the answer check's work.
 */
export function createJsonWriter(model: ServiceModel): (structure: string, value: unknown) => string {
  const writer = perShape<Write>((name) => writerOf(shapeOf(model, name)));

  function writerOf(shape: Shape): Write {
    switch (shape.type) {
      case "structure":
        return structureWriter(shape);
      case "list":
        return (value) => {
          if (!Array.isArray(value)) return plain(value);
          const write = writer(shape.member.shape);
          return `[${value.map((item) => (isAbsent(item) ? "null" : write(item))).join(",")}]`;
        };
      case "map":
        return (value) => {
          if (!isRecord(value)) return plain(value);
          const write = writer(shape.value.shape);
          const entries = Object.entries(value).filter(([, item]) => !isAbsent(item));
          entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
          return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${write(item)}`).join(",")}}`;
        };
      case "timestamp":
        return (value) => (value instanceof Date ? epochSeconds(value) : plain(value));
      case "blob":
        return (value) => (value instanceof Uint8Array ? `"${Buffer.from(value).toString("base64")}"` : plain(value));
      default:
        return plain;
    }
  }

  function structureWriter(shape: StructureShape): Write {
    const members = Object.keys(shape.members)
      .sort()
      .map((name) => ({ name, label: `${JSON.stringify(name)}:`, of: shape.members[name]?.shape ?? "" }));
    return (value) => {
      if (!isRecord(value)) return plain(value);
      let text = "";
      for (const { name, label, of } of members) {
        const item = value[name];
        if (!isAbsent(item)) text += `${text === "" ? "" : ","}${label}${writer(of)(item)}`;
      }
      return `{${text}}`;
    };
  }

  return (structure, value) => writer(structure)(value);
}

/**
 * Seconds since the epoch as AWS writes them: one digit before the point, milliseconds kept, as in `1.790257832480E9`.
 * Source: sizes of recorded answers.
 */
export function epochSeconds(date: Date): string {
  const milliseconds = date.getTime();
  const digits = String(Math.abs(milliseconds));
  if (!Number.isFinite(milliseconds)) throw new RangeError("a date that is none cannot be written");
  if (digits.length < 4) return String(milliseconds / 1000);
  return `${milliseconds < 0 ? "-" : ""}${digits[0]}.${digits.slice(1)}E${digits.length - 4}`;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function plain(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}
