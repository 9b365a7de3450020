/** The import rules of docs/architecture.md: main, cli → compose → http, services → aws, storage, config → models, platform. */
const server = "^packages/server/src";

/** From each layer, the layers it may import besides itself. */
const layers = {
  main: ["compose", "config", "http", "platform", "storage", "services"],
  cli: ["main", "compose", "http", "aws", "storage", "config", "models", "platform"],
  compose: ["http", "services", "aws", "storage", "config", "models", "platform"],
  http: ["aws", "storage", "config", "models", "platform"],
  services: ["aws", "storage", "config", "models", "platform"],
  aws: ["models", "platform"],
  storage: ["platform"],
  config: ["platform"],
  models: ["platform"],
  platform: [],
};
const path = (layer) => (["main", "compose"].includes(layer) ? `${server}/${layer}\\.ts$` : `${server}/${layer}/`);

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `layer-${layer}`,
      severity: "error",
      from: { path: path(layer), pathNot: "\\.test\\.ts$" },
      to: { path: `${server}/`, pathNot: [layer, ...allowed].map(path) },
    })),
    {
      name: "services-stay-apart",
      comment: "A service calls another through the typed in-process caller, never by import.",
      severity: "error",
      from: { path: `${server}/services/([^/]+)/` },
      to: { path: `${server}/services/`, pathNot: `${server}/services/$1/` },
    },
    {
      name: "drivers-in-storage",
      severity: "error",
      from: { path: `${server}/`, pathNot: `${server}/storage/|\\.test\\.ts$` },
      to: { path: "^(node:sqlite|sqlite)$|node_modules/pg/" },
    },
    {
      name: "verify-stands-alone",
      severity: "error",
      from: { path: "^packages/verify/" },
      to: { path: "^packages/(server|testkit)/" },
    },
    {
      name: "no-vague-names",
      severity: "error",
      from: {},
      to: { path: "packages/[^/]+/src/.*(utils?|helpers?|common|misc)\\.ts$" },
    },
    {
      name: "no-undeclared-packages",
      severity: "error",
      from: { path: "^packages/[^/]+/src", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown", "undetermined"], pathNot: "^packages/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { conditionNames: ["source", "import", "node", "default"], exportsFields: ["exports"] },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.test\\.ts$|/dist/" },
  },
};
