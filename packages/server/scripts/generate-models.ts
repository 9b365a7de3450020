/**
 * Makes `src/models/<service>/model.json` and `types.ts`, and `src/models/metadata.ts`, from botocore's service descriptions and the service's `patches.json`:
 *
 *     npm run generate-models -w poolhouse -- FOLDER
 *
 * FOLDER is botocore's own `botocore/data`, where descriptions lie by service and version, or one that holds `<service>.service-2.json.gz` files.
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ServiceMetadata, ServiceModel } from "../src/models/service-model.ts";
import { type BotocoreModel, compactModel } from "./compact-model.ts";
import { applyPatches, type ModelPatch } from "./model-patches.ts";
import { generatedBanner, modelTypes } from "./model-types.ts";

/** The services that have a model here. A new one also gets a line in `Services` of src/models/index.ts. */
const services = ["cognito-idp"];
const models = join(import.meta.dirname, "..", "src", "models");

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write("usage: npm run generate-models -w poolhouse -- FOLDER\n");
  process.exit(2);
}

const metadata: Record<string, ServiceMetadata> = {};
for (const service of services) {
  const packed = readFileSync(join(folder, newestDescription(folder, service)));
  const source = JSON.parse(gunzipSync(packed).toString("utf8")) as BotocoreModel; // Checked while it is made compact.
  const target = join(models, service);
  const patchFile = join(target, "patches.json");
  const patchText = existsSync(patchFile) ? readFileSync(patchFile, "utf8") : "[]";
  const patches = JSON.parse(patchText) as ModelPatch[]; // Written by hand; applying them fails for what does not fit.
  const model = { patches: sha256(patchText), ...compactModel(applyPatches(source, patches)) };
  metadata[service] = model.metadata;
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "model.json"), modelText(model));
  writeFileSync(join(target, "types.ts"), modelTypes(model));
  process.stdout.write(
    `${service}: ${Object.keys(model.operations).length} operations, ${Object.keys(model.shapes).length} shapes, ${patches.length} patches\n`,
  );
}

writeFileSync(join(models, "metadata.ts"), metadataText());

/** @throws Error when the folder has none of the service */
function newestDescription(folder: string, service: string): string {
  const patterns = [`${service}.service-2.json.gz`, `${service}/*/service-2.json.gz`];
  const newest = globSync(patterns, { cwd: folder }).toSorted().at(-1);
  if (newest === undefined) throw new Error(`There is no description of ${service} in ${folder}`);
  return newest;
}

/** Enough to tell which service a request is for, without reading any model. */
function metadataText(): string {
  const entries = Object.entries(metadata).map(([service, values]) => {
    const lines = Object.entries(values).map(([name, value]) => `    ${name}: ${JSON.stringify(value)},\n`);
    return `  ${JSON.stringify(service)}: {\n${lines.join("")}  },\n`;
  });
  return `// ${generatedBanner}\n\n/** What each service's model says of the service itself. */\nexport const serviceMetadata = {\n${entries.join("")}} as const;\n`;
}

/** One operation or shape a line, so that a change of the model is readable as a difference. */
function modelText(model: ServiceModel): string {
  const lines = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(",\n");
  return `{"generated":${JSON.stringify(generatedBanner)},\n"patches":"${model.patches}",\n"metadata":${JSON.stringify(model.metadata)},\n"operations":{\n${lines(model.operations)}\n},\n"shapes":{\n${lines(model.shapes)}\n}}\n`;
}

/** Tells when the patches were changed and the model was not made again. */
function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
