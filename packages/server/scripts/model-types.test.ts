import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadModel, type ServiceName } from "../src/models/index.ts";
import { serviceMetadata } from "../src/models/metadata.ts";
import { modelTypes } from "./model-types.ts";

const models = join(import.meta.dirname, "..", "src", "models");
const services = Object.keys(serviceMetadata) as ServiceName[];
const read = (service: string, file: string) => readFileSync(join(models, service, file), "utf8");

test.each(services)("the committed types of %s are those of its committed model", (service) => {
  expect(read(service, "types.ts")).toBe(modelTypes(loadModel(service)));
});

test.each(services)("the committed model of %s was made with its patches as they are now", (service) => {
  expect(loadModel(service).patches).toBe(createHash("sha256").update(read(service, "patches.json")).digest("hex"));
});

test.each(services)("the metadata of %s is that of its model", (service) => {
  expect(serviceMetadata[service]).toEqual(loadModel(service).metadata);
});
