import type { MemberModel, ServiceModel, Shape } from "../models/service-model.ts";

/** The shape of that name. The generator guarantees that every name in a model leads to one. */
export function shapeOf(model: ServiceModel, name: string): Shape {
  const shape = Object.hasOwn(model.shapes, name) ? model.shapes[name] : undefined;
  if (shape === undefined) throw new Error(`the model has no shape ${name}`);
  return shape;
}

/** The shape a member refers to, with the bounds that the reference itself sets. */
export function memberShape(model: ServiceModel, member: MemberModel): Shape {
  const shape = shapeOf(model, member.shape);
  if (member.min === undefined && member.max === undefined) return shape;
  return {
    ...shape,
    ...(member.min !== undefined && { min: member.min }),
    ...(member.max !== undefined && { max: member.max }),
  };
}

/** A thing with properties, not a list, a date or bytes. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value)
  );
}

/**
 * Builds what is derived from a shape once for each name, at first use. Shapes may contain themselves, so a build gets references to others
 * that are resolved only when called.
 */
export function perShape<T>(build: (name: string) => T): (name: string) => T {
  const built = new Map<string, T>();
  return (name) => {
    let value = built.get(name);
    if (value === undefined) {
      value = build(name);
      built.set(name, value);
    }
    return value;
  };
}
