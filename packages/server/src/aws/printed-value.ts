import type { ServiceModel, Shape } from "../models/service-model.ts";
import { isRecord, perShape, shapeOf } from "./shape-walk.ts";

/** Longer values are cut: a message goes into headers and logs, and nobody reads past this. */
export const quotedAtMost = 1024;

/**
 * Gives a value as a validation message quotes it, in quotation marks and in Java's notation for collections; undefined for what must not
 * be shown (anything sensitive in it) or has no readable form (structures).
 */
export function printer(model: ServiceModel): (shape: Shape, value: unknown) => string | undefined {
  const showableName = perShape((name) => showable(shapeOf(model, name)));

  function showable(shape: Shape): boolean {
    if (shape.sensitive) return false;
    switch (shape.type) {
      case "structure":
      case "document":
        return false;
      case "list":
        return showableName(shape.member.shape);
      case "map":
        return showableName(shape.key.shape) && showableName(shape.value.shape);
      default:
        return true;
    }
  }

  return (shape, value) => {
    if (!showable(shape)) return undefined;
    const text = javaText(value);
    return `'${text.length > quotedAtMost ? `${text.slice(0, quotedAtMost)}...` : text}'`;
  };
}

function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (value instanceof Uint8Array) return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  if (value instanceof Date) return value.toISOString();
  if (isRecord(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}=${javaText(item)}`)
      .join(", ")}}`;
  return String(value);
}
