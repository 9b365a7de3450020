import { readFileSync } from "node:fs";
import ts from "typescript";

const GROUPS = ["describe"];
const TESTS = ["test", "it"];

/** Separates a group's title from what is in it. */
export const WITHIN = " > ";

/**
 * The titles of a file's groups and tests, each behind those of the groups that it is in: `group > test`. Titles of `each` are taken as
 * they are written, with their placeholders. What is skipped or to do proves nothing and is left out. Nothing is run.
 *
 * @param file path of a TypeScript file
 */
export function titlesOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const titles: string[] = [];
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    const found = ts.isCallExpression(node) ? titleOf(node) : undefined;
    if (found?.skipped) return;
    const path = found === undefined ? groups : [...groups, found.title];
    if (found !== undefined) titles.push(path.join(WITHIN));
    if (found === undefined || found.group) ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(source, []);
  return titles;
}

/** A call like `test("title", …)`, `describe.each(…)("title", …)`, `it.skip("title", …)`. */
function titleOf(call: ts.CallExpression): { title: string; group: boolean; skipped: boolean } | undefined {
  const names = namesOf(call.expression);
  const [root, ...modifiers] = names;
  const [first] = call.arguments;
  if (root === undefined || first === undefined || ![...GROUPS, ...TESTS].includes(root)) return undefined;
  // `test.each(rows)` is called once more with the title.
  if (modifiers.at(-1) === "each" && !ts.isCallExpression(call.expression)) return undefined;
  const title = textOf(first);
  const skipped = modifiers.some((name) => name === "skip" || name === "todo");
  return title === undefined ? undefined : { title, group: GROUPS.includes(root), skipped };
}

/** `describe.each(rows)` as `["describe", "each"]`. */
function namesOf(expression: ts.Expression): readonly string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isPropertyAccessExpression(expression)) return [...namesOf(expression.expression), expression.name.text];
  return ts.isCallExpression(expression) ? namesOf(expression.expression) : [];
}

function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;
}
