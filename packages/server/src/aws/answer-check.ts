import type { ServiceModel, Shape } from "../models/service-model.ts";
import { enumOf } from "./constraints.ts";
import { isRecord, shapeOf } from "./shape-walk.ts";
import { createValidator } from "./validate.ts";

/** What is wrong with an answer, as sentences without any of its values; empty when it is what the model declares. */
export type AnswerCheck = (operation: string, output: unknown) => string[];

/**
 * An answer must have exactly the members that the model declares, of its types, with the required ones and values of its enums. Lengths
 * and patterns are for requests: AWS's own answers break them (`phone_number_verified` as a name of at most 20 characters).
 */
export function createAnswerCheck(model: ServiceModel): AnswerCheck {
  const validate = createValidator(model, enumOf);
  return (operation, output) => {
    const shape = model.operations[operation]?.output;
    if (shape === undefined) return output === undefined ? [] : ["an answer where the model declares none"];
    if (!isRecord(output)) return ["no answer where the model declares one"];
    const faults: string[] = [];
    compare(model, shapeOf(model, shape), output, "", faults);
    for (const { path, constraint } of validate(shape, output)) faults.push(`${path}: ${constraint}`);
    return faults;
  };
}

const javascriptType: Partial<Record<Shape["type"], string>> = {
  string: "string",
  integer: "number",
  long: "number",
  float: "number",
  double: "number",
  boolean: "boolean",
};

function compare(model: ServiceModel, shape: Shape, value: unknown, path: string, faults: string[]): void {
  const visit = (name: string, item: unknown, below: string) => {
    if (item !== undefined && item !== null)
      compare(model, shapeOf(model, name), item, path === "" ? below : `${path}.${below}`, faults);
  };
  switch (shape.type) {
    case "structure":
      if (!isRecord(value)) faults.push(`${path}: not a structure`);
      else {
        for (const [name, item] of Object.entries(value)) {
          const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
          if (member !== undefined) visit(member.shape, item, name);
          else if (item !== undefined)
            faults.push(`${path === "" ? name : `${path}.${name}`}: not a member of the answer`);
        }
      }
      return;
    case "list":
      if (!Array.isArray(value)) faults.push(`${path}: not a list`);
      else for (const [index, item] of value.entries()) visit(shape.member.shape, item, String(index + 1));
      return;
    case "map":
      if (!isRecord(value)) faults.push(`${path}: not a map`);
      else for (const [key, item] of Object.entries(value)) visit(shape.value.shape, item, key);
      return;
    case "timestamp":
      if (!(value instanceof Date) || Number.isNaN(value.getTime())) faults.push(`${path}: not a date`);
      return;
    case "blob":
      if (!(value instanceof Uint8Array)) faults.push(`${path}: not bytes`);
      return;
    case "document":
      return;
    default:
      if (typeof value !== javascriptType[shape.type]) faults.push(`${path}: not a ${shape.type}`);
      else if ((shape.type === "integer" || shape.type === "long") && !Number.isInteger(value))
        faults.push(`${path}: not a whole number`);
      else if (typeof value === "number" && !Number.isFinite(value)) faults.push(`${path}: not a finite number`);
  }
}
