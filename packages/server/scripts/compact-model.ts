import type { MemberModel, OperationModel, ServiceMetadata, ServiceModel, Shape } from "../src/models/service-model.ts";
import { translateJavaPattern } from "./java-pattern.ts";

/** What this generator reads of botocore's `service-2.json`; everything else in it is left out. */
export interface BotocoreModel {
  metadata: Record<string, unknown> & { endpointPrefix: string; protocol: string };
  operations: Record<string, BotocoreOperation>;
  shapes: Record<string, BotocoreShape>;
}

interface BotocoreOperation {
  http?: { method: string; requestUri: string; responseCode?: number };
  input?: { shape: string };
  output?: { shape: string; resultWrapper?: string };
  errors?: { shape: string }[];
  authtype?: string;
  deprecated?: boolean;
}

interface BotocoreMember {
  shape: string;
  [trait: string]: unknown;
}

interface BotocoreShape {
  type: string;
  members?: Record<string, BotocoreMember>;
  member?: BotocoreMember;
  key?: BotocoreMember;
  value?: BotocoreMember;
  pattern?: string;
  exception?: boolean;
  error?: { code?: string; httpStatusCode?: number; senderFault?: boolean };
  fault?: boolean;
  document?: boolean;
  [trait: string]: unknown;
}

const memberTraits = [
  "location",
  "locationName",
  "queryName",
  "timestampFormat",
  "xmlAttribute",
  "flattened",
  "streaming",
  "deprecated",
  "idempotencyToken",
  "path",
  "min",
  "max",
];

/** Traits that are copied as they are, by type of shape. */
const shapeTraits: Readonly<Record<string, readonly string[]>> = {
  structure: ["required", "union", "payload", "sensitive"],
  list: ["min", "max", "flattened", "sensitive"],
  map: ["min", "max", "flattened", "sensitive"],
  string: ["min", "max", "enum", "sensitive"],
  character: ["sensitive"],
  integer: ["min", "max", "sensitive"],
  long: ["min", "max", "sensitive"],
  float: ["min", "max", "sensitive"],
  double: ["min", "max", "sensitive"],
  boolean: ["sensitive"],
  blob: ["min", "max", "streaming", "sensitive"],
  timestamp: ["timestampFormat", "sensitive"],
};

/** Makes the committed form: no documentation, only shapes that an operation reaches, patterns in a form JavaScript can run. */
export function compactModel(source: BotocoreModel): Omit<ServiceModel, "patches"> {
  const shapes: Record<string, Shape> = {};
  const reach = (name: string) => {
    if (shapes[name] !== undefined) return;
    const shape = source.shapes[name];
    if (shape === undefined) throw new Error(`shape ${name} is not defined`);
    shapes[name] = compactShape(name, shape);
    for (const member of Object.values(shape.members ?? {})) reach(member.shape);
    for (const member of [shape.member, shape.key, shape.value]) if (member !== undefined) reach(member.shape);
  };

  const operations: Record<string, OperationModel> = {};
  for (const [name, operation] of sorted(source.operations)) {
    const errors = (operation.errors ?? []).map((error) => error.shape).sort();
    operations[name] = {
      http: operation.http ?? { method: "POST", requestUri: "/" },
      ...(operation.input && { input: operation.input.shape }),
      ...(operation.output && { output: operation.output.shape }),
      ...(operation.output?.resultWrapper && { resultWrapper: operation.output.resultWrapper }),
      errors,
      ...(operation.authtype === "none" && { unsigned: true as const }),
      ...(operation.deprecated && { deprecated: true as const }),
    };
    for (const shape of [operation.input?.shape, operation.output?.shape, ...errors]) if (shape) reach(shape);
  }
  return { metadata: compactMetadata(source), operations, shapes: Object.fromEntries(sorted(shapes)) };
}

function compactMetadata({ metadata }: BotocoreModel): ServiceMetadata {
  const text = (name: string) => (typeof metadata[name] === "string" ? metadata[name] : undefined);
  const { jsonVersion, targetPrefix, xmlNamespace } = {
    jsonVersion: text("jsonVersion"),
    targetPrefix: text("targetPrefix"),
    xmlNamespace: text("xmlNamespace"),
  };
  return {
    apiVersion: text("apiVersion") ?? "",
    endpointPrefix: metadata.endpointPrefix,
    signingName: text("signingName") ?? metadata.endpointPrefix,
    serviceId: text("serviceId") ?? "",
    protocol: protocolOf(metadata.protocol),
    ...(jsonVersion && { jsonVersion }),
    ...(targetPrefix && { targetPrefix }),
    ...(xmlNamespace && { xmlNamespace }),
  };
}

function protocolOf(name: string): ServiceMetadata["protocol"] {
  const known = (["json", "rest-json", "rest-xml", "query"] as const).find((protocol) => protocol === name);
  if (known === undefined) throw new Error(`protocol ${name} is not supported`);
  return known;
}

function compactShape(name: string, source: BotocoreShape): Shape {
  if (source.document) return { type: "document" };
  const traits = shapeTraits[source.type];
  if (traits === undefined) throw new Error(`shape ${name} has the unknown type ${source.type}`);
  const shape: Record<string, unknown> = { type: source.type === "character" ? "string" : source.type };
  if (source.members) {
    shape.members = Object.fromEntries(
      Object.entries(source.members).map(([member, reference]) => [member, compactMember(reference)]),
    );
  }
  for (const part of ["member", "key", "value"] as const) {
    const reference = source[part];
    if (reference !== undefined) shape[part] = compactMember(reference);
  }
  for (const trait of traits) {
    const value = source[trait];
    if (value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)) shape[trait] = value;
  }
  if (source.pattern !== undefined) shape.pattern = translateJavaPattern(source.pattern);
  if (source.exception || source.error) shape.error = compactError(name, source);
  return shape as unknown as Shape; // Built member by member from untyped JSON; the model's tests check every shape.
}

function compactError(name: string, { error, fault }: BotocoreShape) {
  return {
    ...(error?.httpStatusCode !== undefined && { status: error.httpStatusCode }),
    ...(error?.code !== undefined && error.code !== name && { code: error.code }),
    ...(fault && { fault: true }),
  };
}

function compactMember(source: BotocoreMember): MemberModel {
  const member: Record<string, unknown> = {};
  for (const trait of memberTraits)
    if (source[trait] !== undefined && source[trait] !== false) member[trait] = source[trait];
  const namespace = source.xmlNamespace;
  if (typeof namespace === "object" && namespace !== null && "uri" in namespace) member.xmlNamespace = namespace.uri;
  return { shape: source.shape, ...member };
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
