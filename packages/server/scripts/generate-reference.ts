/**
 * Writes docs/reference/<service>.md from the models and the services' operations tables:
 *
 *     npm run generate-reference -w poolhouse [-- --check]
 *
 * With --check nothing is written; the exit code is 1 when a page is not what it would be.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadModel, type ServiceName } from "../src/models/index.ts";
import { referencePage } from "./reference-page.ts";

/** Where each service's operations table is. */
const tables: Readonly<Record<ServiceName, () => Promise<{ operations: object }>>> = {
  "cognito-idp": () => import("../src/services/cognito-idp/service.ts"),
};

const folder = join(import.meta.dirname, "..", "..", "..", "docs", "reference");
const checking = process.argv.includes("--check");
let stale = false;

for (const [service, load] of Object.entries(tables) as [ServiceName, (typeof tables)[ServiceName]][]) {
  const { operations } = await load();
  const page = referencePage(loadModel(service), (operation) => Object.hasOwn(operations, operation));
  const file = join(folder, `${service}.md`);
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (current === page) continue;
  if (checking) {
    stale = true;
    process.stderr.write(`docs/reference/${service}.md is stale: run \`npm run generate-reference -w poolhouse\`\n`);
  } else {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, page);
    process.stdout.write(`docs/reference/${service}.md written\n`);
  }
}

process.exitCode = stale ? 1 : 0;
