import type { ServiceModel } from "../../models/service-model.ts";
import type { AwsError } from "../errors.ts";
import type { AwsRequest, AwsResponse } from "../wire-types.ts";
import { parseJsonBody } from "./json-body.ts";
import { createJsonReader } from "./json-reader.ts";
import { createJsonWriter } from "./json-writer.ts";
import type { Protocol } from "./protocol.ts";

/** AWS JSON 1.0 and 1.1: every operation is a POST with its name in `X-Amz-Target`, and JSON both ways. */
export function createAwsJson(model: ServiceModel): Protocol {
  const { targetPrefix = "", jsonVersion = "1.1" } = model.metadata;
  const contentType = `application/x-amz-json-${jsonVersion}`;
  const read = createJsonReader(model);
  const write = createJsonWriter(model);

  return {
    operationOf(request) {
      const target = targetOf(request);
      if (target?.prefix !== targetPrefix || request.method !== "POST") return undefined;
      // A body that is not declared as JSON of AWS's kind is nobody's request; besides, a browser sends any other kind without asking first.
      if (!isAwsJson(request.headers["content-type"])) return undefined;
      return Object.hasOwn(model.operations, target.operation) ? target.operation : undefined;
    },

    parse(_request, body, operation) {
      const json = parseJsonBody(body);
      const { input } = model.operations[operation] ?? {};
      return input === undefined ? {} : read(input, json);
    },

    render(operation, output, requestId) {
      const shape = model.operations[operation]?.output;
      return {
        status: 200,
        headers: headersOf(contentType, requestId),
        // No declared answer is no body at all, an empty declared one is {} (recorded).
        body: shape === undefined ? null : write(shape, output),
      };
    },

    renderError(error, requestId) {
      const response = jsonError(error, requestId, contentType, memberTexts(error));
      if (errorShape(error.code) === undefined) return response;
      // An error of the service's own ends in a colon, in this header alone (observed: localstack issue 3201).
      return { ...response, headers: { ...response.headers, "x-amzn-errortype": `${error.code}:` } };
    },
  };

  function errorShape(code: string) {
    const shape = Object.hasOwn(model.shapes, code) ? model.shapes[code] : undefined;
    return shape?.type === "structure" && shape.error !== undefined ? shape : undefined;
  }

  /** The members of the error's shape besides the message, written as the model says, in alphabetical order. */
  function memberTexts({ code, members }: AwsError): string {
    if (errorShape(code) === undefined || Object.keys(members).length === 0) return "";
    return write(code, { ...members, message: undefined }).slice(1, -1);
  }
}

/** `X-Amz-Target` in its two parts. The prefix tells services apart before any model is read. */
export function targetOf(request: Pick<AwsRequest, "headers">): { prefix: string; operation: string } | undefined {
  const target = request.headers["x-amz-target"];
  const dot = target?.lastIndexOf(".") ?? -1;
  return target === undefined || dot < 0
    ? undefined
    : { prefix: target.slice(0, dot), operation: target.slice(dot + 1) };
}

/**
 * An error as JSON: also for requests that no service could be found for.
 * @param members the error's other members, as JSON without braces
 */
export function jsonError(
  { code, text, status }: AwsError,
  requestId: string,
  contentType = "application/x-amz-json-1.1",
  members = "",
): AwsResponse {
  const message = text === undefined ? "" : `,"${messageMemberOf(code)}":${JSON.stringify(text)}`;
  return {
    status,
    headers: {
      ...headersOf(contentType, requestId),
      "x-amzn-errortype": code,
      ...(text !== undefined && fitsHeader(text) && { "x-amzn-errormessage": text }),
    },
    body: `{"__type":${JSON.stringify(code)}${message}${members === "" ? "" : `,${members}`}}`,
  };
}

/** A denial has its text under another name than every other error (recorded: stackd group_authority_workflows; clients read either). */
function messageMemberOf(code: string): "Message" | "message" {
  return code === "AccessDeniedException" ? "Message" : "message";
}

function headersOf(contentType: string, requestId: string): Record<string, string> {
  return { "content-type": contentType, "x-amzn-requestid": requestId };
}

/** Clients limit the size of all headers together, and a header cannot hold every character: a text that does not fit is in the body only. */
function fitsHeader(text: string): boolean {
  return text.length <= 1024 && /^[\x20-\x7e]*$/.test(text);
}

function isAwsJson(contentType: string | undefined): boolean {
  return /^application\/x-amz-json-1\.[01]\s*(?:;|$)/i.test(contentType ?? "");
}
