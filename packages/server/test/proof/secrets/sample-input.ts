import type { ServiceModel, Shape } from "../../../src/models/service-model.ts";

/** Gives the text for a member; undefined leaves it to the sample. */
export type TextOf = (place: string, shapeName: string, shape: Shape) => string | undefined;

/**
 * An input of an operation with every member filled, made from the model: what a request looks like that gives everything there is to
 * give. It is valid in form as far as `textOf` is.
 */
export function sampleInput(model: ServiceModel, operation: string, textOf: TextOf): unknown {
  const name = model.operations[operation]?.input;
  return name === undefined ? {} : sample(model, `${operation} input`, name, textOf, []);
}

function sample(model: ServiceModel, place: string, name: string, textOf: TextOf, above: readonly string[]): unknown {
  const shape = model.shapes[name];
  if (shape === undefined || above.includes(name)) return undefined;
  const inner = (suffix: string, of: string) => sample(model, `${place}${suffix}`, of, textOf, [...above, name]);
  switch (shape.type) {
    case "structure":
      return Object.fromEntries(
        Object.entries(shape.members).map(([key, member]) => [key, inner(`.${key}`, member.shape)]),
      );
    case "list":
      return [inner("[]", shape.member.shape)];
    case "map":
      return {
        KEY: inner("{}", shape.value.shape),
        PASSWORD: inner("{PASSWORD}", shape.value.shape),
        USERNAME: inner("{USERNAME}", shape.value.shape),
      };
    case "string":
      return textOf(place, name, shape) ?? shape.enum?.[0] ?? "sample".padEnd(shape.min ?? 0, "x");
    case "boolean":
      return true;
    case "timestamp":
      return 1_700_000_000;
    case "blob":
      return "c2FtcGxl";
    case "document":
      return {};
    default:
      return shape.min ?? 1;
  }
}
