import { loadModel, metadataOf } from "../models/index.ts";
import type { OperationModel, ServiceMetadata, ServiceModel } from "../models/service-model.ts";
import { type AnswerCheck, createAnswerCheck } from "./answer-check.ts";
import { createAwsJson } from "./protocols/aws-json.ts";
import type { Protocol } from "./protocols/protocol.ts";
import { createSensitiveValues, type SensitiveValues } from "./sensitive-values.ts";
import type { Service } from "./service.ts";
import { type CopyByShape, createShapeCopy } from "./shape-copy.ts";
import { createValidator, type Validator } from "./validate.ts";

/** A service together with everything that is made from its model, which is read when something of it is first needed. */
export interface Endpoint {
  readonly service: Service;
  readonly metadata: ServiceMetadata;
  readonly parts: EndpointParts;
}

export interface EndpointParts {
  model: ServiceModel;
  protocol: Protocol;
  validate: Validator;
  checkAnswer: AnswerCheck;
  copy: CopyByShape;
  sensitiveValues: SensitiveValues;
}

const protocols: Readonly<Record<ServiceMetadata["protocol"], ((model: ServiceModel) => Protocol) | undefined>> = {
  json: createAwsJson,
  "rest-json": undefined,
  "rest-xml": undefined,
  query: undefined,
};

export function createEndpoint(service: Service): Endpoint {
  const metadata = metadataOf(service.name);
  const createProtocol = protocols[metadata.protocol];
  if (createProtocol === undefined)
    throw new Error(`service ${service.name}: the protocol ${metadata.protocol} is not implemented`);
  let parts: EndpointParts | undefined;
  return {
    service,
    metadata,
    get parts() {
      parts ??= partsOf(loadModel(service.name), createProtocol);
      return parts;
    },
  };
}

function partsOf(model: ServiceModel, createProtocol: (model: ServiceModel) => Protocol): EndpointParts {
  return {
    model,
    protocol: createProtocol(model),
    validate: createValidator(model),
    checkAnswer: createAnswerCheck(model),
    copy: createShapeCopy(model),
    sensitiveValues: createSensitiveValues(model),
  };
}

/** The operation of that name; undefined when the model has none. */
export function operationModel({ parts: { model } }: Endpoint, operation: string): OperationModel | undefined {
  return Object.hasOwn(model.operations, operation) ? model.operations[operation] : undefined;
}
