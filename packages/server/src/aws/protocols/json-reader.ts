import type { ServiceModel, Shape, StructureShape } from "../../models/service-model.ts";
import { commonErrors } from "../common-errors.ts";
import { isRecord, perShape, shapeOf } from "../shape-walk.ts";

type Read = (json: unknown) => unknown;

/**
 * Turns parsed JSON into a structure of the model: members the model does not know are dropped, null members too, wrong types refused.
 * A null within a list is kept for the validator to refuse; a map's null entry is dropped.
 *
 * @throws AwsError SerializationException, with the texts of AWS's frame (recorded from Athena by others; for Cognito assumed)
 */
export function createJsonReader(model: ServiceModel): (structure: string, json: unknown) => unknown {
  const reader = perShape<Read>((name) => readerOf(shapeOf(model, name)));

  function readerOf(shape: Shape): Read {
    switch (shape.type) {
      case "structure":
        return structureReader(shape);
      case "list":
        return (json) => {
          if (isRecord(json)) throw startOfStructure();
          if (!Array.isArray(json)) throw commonErrors.serialization("Expected list or null");
          const read = reader(shape.member.shape);
          return json.map((item) => (item === null ? null : read(item)));
        };
      case "map":
        return (json) => {
          const read = reader(shape.value.shape);
          // Keys come from the client: without a prototype, "__proto__" is a key like any other.
          const map: Record<string, unknown> = Object.create(null);
          const object = objectOf(json);
          // Not entries: with hundreds of thousands of keys they take seconds.
          for (const key of Object.keys(object)) {
            const value = object[key];
            if (value !== null) map[wellFormed(key)] = read(value);
          }
          return map;
        };
      case "document":
        return (json) => json;
      default:
        return scalarReader(shape);
    }
  }

  function structureReader(shape: StructureShape): Read {
    const members = Object.entries(shape.members).map(([name, { shape: of }]) => ({ name, of }));
    return (json) => {
      const object = objectOf(json);
      const result: Record<string, unknown> = {};
      for (const { name, of } of members) {
        const value = Object.hasOwn(object, name) ? object[name] : undefined;
        if (value !== undefined && value !== null) result[name] = reader(of)(value);
      }
      return result;
    };
  }

  return (structure, json) => reader(structure)(json);
}

type ScalarShape = Exclude<Shape, { type: "structure" | "list" | "map" | "document" }>;

/** The words AWS uses for a wanted type. */
const wanted: Readonly<Record<ScalarShape["type"], string>> = {
  string: "a String",
  integer: "an Integer",
  long: "a Long",
  float: "a Float",
  double: "a Double",
  boolean: "a Boolean",
  blob: "a Blob",
  timestamp: "milliseconds since epoch",
};

function scalarReader(shape: ScalarShape): Read {
  const type = { string: "string", blob: "string", boolean: "boolean" }[shape.type as string] ?? "number";
  const convert = conversion(shape);
  return (json) => {
    if (Array.isArray(json)) throw startOfList();
    if (isRecord(json)) throw startOfStructure();
    if (typeof json !== type)
      throw commonErrors.serialization(`${kindOf(json)} can not be converted to ${wanted[shape.type]}`);
    if (typeof json === "number" && !Number.isFinite(json)) throw commonErrors.serialization(); // 1e400
    return convert(json);
  };
}

function conversion(shape: ScalarShape): Read {
  switch (shape.type) {
    case "string":
      return (json) => wellFormed(String(json));
    case "integer":
      return (json) =>
        integer(
          Number(json),
          shape.max === undefined ? 2 ** 31 - 1 : undefined,
          shape.min === undefined ? -(2 ** 31) : undefined,
        );
    case "long":
      return (json) => integer(Number(json), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
    case "timestamp":
      return (json) => {
        const date = new Date(Math.round(Number(json) * 1000));
        if (Number.isNaN(date.getTime())) throw commonErrors.serialization();
        return date;
      };
    case "blob":
      return (json) => {
        const text = String(json);
        if (!isBase64(text)) throw commonErrors.serialization();
        return new Uint8Array(Buffer.from(text, "base64"));
      };
    default:
      return (json) => json;
  }
}

/** Padded, in the standard alphabet. Node's own decoder skips whatever it does not know. */
function isBase64(text: string): boolean {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(text.slice(0, text.length - padding));
}

/** A number past a bound that the model states is the validator's to refuse; past what the type holds, ours. */
function integer(value: number, most?: number, least?: number): number {
  if (!Number.isInteger(value) || (most !== undefined && value > most) || (least !== undefined && value < least)) {
    throw commonErrors.serialization();
  }
  return value;
}

/**
 * Half of a surrogate pair is no character: as UTF-8 it would become U+FFFD, and two different strings the same. U+0000 is one that no
 * database here takes as text (refusing it at the edge is assumed).
 */
function wellFormed(text: string): string {
  if (!text.isWellFormed() || text.includes("\0")) throw commonErrors.serialization();
  return text;
}

function objectOf(json: unknown): Record<string, unknown> {
  if (Array.isArray(json)) throw startOfList();
  if (!isRecord(json)) throw commonErrors.serialization(json === null ? undefined : "Expected null");
  return json;
}

function kindOf(json: unknown): string {
  if (typeof json === "string") return "STRING_VALUE";
  if (typeof json === "number") return "NUMBER_VALUE";
  return json === true ? "TRUE_VALUE" : "FALSE_VALUE";
}

function startOfList() {
  return commonErrors.serialization("Start of list found where not expected");
}

function startOfStructure() {
  return commonErrors.serialization("Start of structure or map found where not expected.");
}
