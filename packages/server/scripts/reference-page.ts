import { constraintsOf } from "../src/aws/constraints.ts";
import { memberShape, shapeOf } from "../src/aws/shape-walk.ts";
import type { MemberModel, OperationModel, ServiceModel, Shape, StructureShape } from "../src/models/service-model.ts";

/**
 * The reference page of one service, in Markdown: which operations there are and which of them are implemented, and for each what it
 * takes, answers and refuses. Everything in it comes from the model and the service's operations table.
 */
export function referencePage(model: ServiceModel, isImplemented: (operation: string) => boolean): string {
  const operations = Object.entries(model.operations);
  const done = operations.filter(([name]) => isImplemented(name)).length;
  const named = namedStructures(model);
  return `${[
    `<!-- Generated from the model by \`npm run generate-reference -w poolhouse\`; do not edit. -->`,
    `# ${model.metadata.endpointPrefix}`,
    `${done} of ${operations.length} operations are implemented. An operation that is not is answered as an unknown one: status 400, ` +
      "`UnknownOperationException`. Operations marked *public* need no signature; what identifies the caller is in the input.",
    [
      "| operation | called by | implemented |",
      "|---|---|---|",
      ...operations.map((entry) => overviewRow(entry, isImplemented)),
    ].join("\n"),
    "Every operation may also answer with the frame's errors: `SerializationException` for a body that is not JSON of the right types, " +
      "`InternalErrorException`, and, where a signature is needed, those of a missing or wrong one.",
    "## Operations",
    ...operations.map(([name, operation]) => operationText(model, name, operation, isImplemented(name))),
    "## Structures",
    ...named.map(([name, shape]) => `### ${name}\n\n${membersTable(model, shape)}`),
  ].join("\n\n")}\n`;
}

function overviewRow(
  [name, { unsigned }]: [string, OperationModel],
  isImplemented: (operation: string) => boolean,
): string {
  return `| [${name}](#${name.toLowerCase()}) | ${unsigned ? "public" : "signed"} | ${isImplemented(name) ? "yes" : "no"} |`;
}

function operationText(model: ServiceModel, name: string, operation: OperationModel, implemented: boolean): string {
  const { input, output, errors, unsigned } = operation;
  return [
    `### ${name}`,
    `${unsigned ? "Public." : "Signed."}${implemented ? "" : " Not implemented."}`,
    `Takes:\n\n${structureText(model, input)}`,
    output === undefined ? "Answers with an empty body." : `Answers:\n\n${structureText(model, output)}`,
    `Errors: ${errors.map((error) => `\`${error}\``).join(", ")}`,
  ].join("\n\n");
}

function structureText(model: ServiceModel, name: string | undefined): string {
  const shape = name === undefined ? undefined : model.shapes[name];
  return shape?.type === "structure" && Object.keys(shape.members).length > 0 ? membersTable(model, shape) : "nothing";
}

function membersTable(model: ServiceModel, shape: StructureShape): string {
  const rows = Object.entries(shape.members).map(([name, member]) => {
    const required = shape.required?.includes(name) ? "yes" : "";
    return `| ${name} | ${typeText(model, member)} | ${required} | ${constraintText(model, member)} |`;
  });
  return ["| member | type | required | constraints |", "|---|---|---|---|", ...rows].join("\n");
}

function typeText(model: ServiceModel, { shape: name }: MemberModel): string {
  const shape = shapeOf(model, name);
  switch (shape.type) {
    case "structure":
      return `[${name}](#${name.toLowerCase()})`;
    case "list":
      return `list of ${typeText(model, shape.member)}`;
    case "map":
      return `map of ${typeText(model, shape.value)}`;
    default:
      return shape.type;
  }
}

/** The constraints in a few words; those of a collection's elements follow its own. */
function constraintText(model: ServiceModel, member: MemberModel): string {
  const shape = memberShape(model, member);
  const parts = words(shape);
  const elements = shape.type === "list" ? shape.member : shape.type === "map" ? shape.value : undefined;
  if (elements !== undefined) {
    const each = words(memberShape(model, elements));
    if (each.length > 0) parts.push(`each: ${each.join(", ")}`);
  }
  return parts.join(", ");
}

function words(shape: Shape): string[] {
  const parts = constraintsOf(shape)
    .map(({ text }) =>
      text
        .replace(/^Member must (?:have|satisfy) /, "")
        .replace("greater than or equal to", "≥")
        .replace("less than or equal to", "≤")
        .replace(/^enum value set: \[(.*)\]$/s, (_all, values: string) => values.split(", ").map(code).join(" "))
        .replace(/^regular expression pattern: (.*)$/s, (_all, pattern: string) => `matches ${code(pattern)}`),
    )
    .toSorted((a, b) => Number(a.startsWith("matches")) - Number(b.startsWith("matches")));
  return shape.sensitive ? ["sensitive", ...parts] : parts;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

/** Structures that others refer to: neither errors nor the inputs and outputs that stand with their operation. */
function namedStructures(model: ServiceModel): [string, StructureShape][] {
  const own = new Set(Object.values(model.operations).flatMap(({ input, output }) => [input, output]));
  return Object.entries(model.shapes).flatMap(([name, shape]): [string, StructureShape][] =>
    shape.type === "structure" && shape.error === undefined && !own.has(name) ? [[name, shape]] : [],
  );
}
