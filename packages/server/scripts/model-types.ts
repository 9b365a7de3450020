import type { ServiceModel, Shape, StructureShape } from "../src/models/service-model.ts";

/** Names that a generated type must not take from the language. */
const taken = new Set([
  "Date",
  "Error",
  "Function",
  "Map",
  "Object",
  "Promise",
  "Record",
  "Set",
  "String",
  "Number",
  "Boolean",
  "Symbol",
  "Array",
]);

/** First line of everything that the generator writes. */
export const generatedBanner =
  "Generated from botocore's service description and patches.json by `npm run generate-models`; do not edit.";

/** The text of a service's `types.ts`: one interface for each structure, a union for each enum, and the map of operations. */
export function modelTypes(model: ServiceModel): string {
  const parts: string[] = [`// ${generatedBanner}`];
  if (Object.values(model.shapes).some((shape) => shape.type === "document")) {
    parts.push(
      "/** Any JSON value. */\nexport type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };",
    );
  }
  for (const [name, shape] of Object.entries(model.shapes)) {
    if (shape.type === "structure" && shape.error === undefined) parts.push(structureText(model, name, shape));
    else if (shape.type === "string" && shape.enum !== undefined) {
      parts.push(`export type ${typeName(name)} = ${shape.enum.map((value) => JSON.stringify(value)).join(" | ")};`);
    }
  }
  const operations = Object.entries(model.operations).map(([name, { input, output }]) => {
    const inputType = input === undefined ? "Record<string, never>" : typeName(input);
    return `  ${name}: { input: ${inputType}; output: ${output === undefined ? "void" : typeName(output)} };`;
  });
  parts.push(`export interface ${operationsTypeName(model)} {\n${operations.join("\n")}\n}`);
  return `${parts.join("\n\n")}\n`;
}

/** `cognito-idp` gives `CognitoIdpOperations`. */
function operationsTypeName(model: ServiceModel): string {
  const words = model.metadata.endpointPrefix.split(/[^a-z0-9]+/i);
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}Operations`;
}

function structureText(model: ServiceModel, name: string, shape: StructureShape): string {
  const members = Object.entries(shape.members);
  if (members.length === 0) return `export type ${typeName(name)} = Record<string, never>;`;
  const lines = members.map(([member, reference]) => {
    const optional = shape.required?.includes(member) ? "" : "?";
    const key = /^[A-Za-z_$][\w$]*$/.test(member) ? member : JSON.stringify(member);
    const deprecated = reference.deprecated ? "  /** @deprecated in the model */\n" : "";
    return `${deprecated}  ${key}${optional}: ${typeText(model, reference.shape)}${optional === "?" ? " | undefined" : ""};`;
  });
  return `export interface ${typeName(name)} {\n${lines.join("\n")}\n}`;
}

const scalarTypes: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  long: "number",
  float: "number",
  double: "number",
  boolean: "boolean",
  blob: "Uint8Array",
  timestamp: "Date",
  document: "JsonValue",
};

function typeText(model: ServiceModel, name: string): string {
  const shape: Shape | undefined = model.shapes[name];
  if (shape === undefined) throw new Error(`shape ${name} is not defined`);
  if (shape.type === "structure") return typeName(name);
  if (shape.type === "list") {
    const item = typeText(model, shape.member.shape);
    return `${item.includes(" ") ? `(${item})` : item}[]`;
  }
  if (shape.type === "map") return `Record<string, ${typeText(model, shape.value.shape)}>`;
  if (shape.type === "string" && shape.enum !== undefined) return typeName(name);
  return scalarTypes[shape.type] ?? "never";
}

function typeName(shape: string): string {
  const name = shape.charAt(0).toUpperCase() + shape.slice(1);
  return taken.has(name) ? `${name}Shape` : name;
}
