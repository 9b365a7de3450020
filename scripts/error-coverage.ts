import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadModel } from "../packages/server/src/models/index.ts";
import { operations } from "../packages/server/src/services/cognito-idp/service.ts";

/**
 * Every error that the model declares for an implemented operation is brought about by a test, or has a row in docs/deviations.md
 * (`| Operation | Error | Reason |`, either may be `*`). Lists what is neither and fails.
 */
const [folder = ""] = process.argv.slice(2);
const seen = new Set(
  globSync("*.txt", { cwd: folder }).flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n")),
);
const explained = rows("docs/deviations.md");
const gaps: string[] = [];
const stale: string[] = [];
let declared = 0;
const model = loadModel("cognito-idp");
for (const operation of Object.keys(operations).sort()) {
  for (const error of model.operations[operation]?.errors ?? []) {
    declared += 1;
    if (seen.has(`cognito-idp ${operation} ${error}`)) continue;
    const row = explained.find((one) => matches(one.operation, operation) && matches(one.error, error));
    if (!row) gaps.push(`${operation}: ${error}`);
  }
}
for (const row of explained) {
  if (row.operation === "*" || row.error === "*") continue;
  const triggered = seen.has(`cognito-idp ${row.operation} ${row.error}`);
  if (triggered) stale.push(`${row.operation}: ${row.error}`);
}
for (const gap of gaps) process.stdout.write(`no test and no reason: ${gap}\n`);
for (const row of stale)
  process.stdout.write(`a test brings it about, so its row in docs/deviations.md is wrong: ${row}\n`);
process.stdout.write(`${declared} declared errors, ${gaps.length} unexplained\n`);
if (gaps.length + stale.length > 0) process.exitCode = 1;

function rows(file: string): { operation: string; error: string }[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
    .filter((cells) => cells.length >= 5 && /Exception$|^\*$/.test(cells[2] ?? ""))
    .flatMap(([, names = "", errors = ""]) =>
      names
        .split(",")
        .flatMap((operation) =>
          errors.split(",").map((error) => ({ operation: operation.trim(), error: error.trim() })),
        ),
    );
}

function matches(pattern: string, name: string): boolean {
  return pattern === "*" || pattern === name;
}
