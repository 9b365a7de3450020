import { readFileSync } from "node:fs";
import type { CognitoIdpOperations } from "./cognito-idp/types.ts";
import { serviceMetadata } from "./metadata.ts";
import type { ServiceMetadata, ServiceModel } from "./service-model.ts";

/** Every service with a generated model, by endpoint prefix, with the types of its operations. */
export interface Services {
  "cognito-idp": CognitoIdpOperations;
}

export type ServiceName = keyof Services;

export type OperationName<S extends ServiceName> = keyof Services[S] & string;

/** What an operation is given: parsed and valid. Timestamps are `Date`, blobs `Uint8Array`; absent and null members are absent. */
export type Input<S extends ServiceName, N extends OperationName<S>> = Services[S][N] extends { input: infer I }
  ? I
  : never;

/** What an operation answers; `void` where the model declares no answer. Members that are undefined are left out. */
export type Output<S extends ServiceName, N extends OperationName<S>> = Services[S][N] extends { output: infer O }
  ? O
  : never;

/** The service's protocol, names and versions, known without reading its model. */
export function metadataOf(service: ServiceName): ServiceMetadata {
  return serviceMetadata[service];
}

const loaded = new Map<ServiceName, ServiceModel>();

/** The service's model, read and parsed at the first call. */
export function loadModel(service: ServiceName): ServiceModel {
  let model = loaded.get(service);
  if (model === undefined) {
    // Read as a file rather than imported: type checking need not infer a type from some hundred kilobytes of JSON.
    const text = readFileSync(new URL(`./${service}/model.json`, import.meta.url), "utf8");
    model = JSON.parse(text) as ServiceModel; // The generator's own output, checked by its tests.
    loaded.set(service, model);
  }
  return model;
}
