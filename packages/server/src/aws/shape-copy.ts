import type { ServiceModel, Shape } from "../models/service-model.ts";
import { isRecord, perShape, shapeOf } from "./shape-walk.ts";

/** A copy of a structure that shares nothing with it, with the model's members only and without absent ones. */
export type CopyByShape = (structure: string, value: unknown) => unknown;

type Copy = (value: unknown) => unknown;

/** What the wire does to values, for calls within the process: no caller gets at what an operation keeps, and the reverse. */
export function createShapeCopy(model: ServiceModel): CopyByShape {
  const copier = perShape<Copy>((name) => copierOf(shapeOf(model, name)));

  function copierOf(shape: Shape): Copy {
    switch (shape.type) {
      case "structure": {
        const members = Object.entries(shape.members);
        return (value) => {
          if (!isRecord(value)) return value;
          const copy: Record<string, unknown> = {};
          for (const [name, member] of members) {
            const item = value[name];
            if (item !== undefined && item !== null) copy[name] = copier(member.shape)(item);
          }
          return copy;
        };
      }
      case "list":
        return (value) =>
          Array.isArray(value) ? value.map((item) => (item === null ? null : copier(shape.member.shape)(item))) : value;
      case "map":
        return (value) => {
          if (!isRecord(value)) return value;
          const copy: Record<string, unknown> = Object.create(null);
          for (const [key, item] of Object.entries(value)) {
            if (item !== undefined && item !== null) copy[key] = copier(shape.value.shape)(item);
          }
          return copy;
        };
      case "blob":
        return (value) => (value instanceof Uint8Array ? value.slice() : value);
      case "timestamp":
        return (value) => (value instanceof Date ? new Date(value) : value);
      case "document":
        return (value) => structuredClone(value);
      default:
        return (value) => value;
    }
  }

  return (structure, value) => copier(structure)(value);
}
