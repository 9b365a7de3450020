import type { HttpError } from "./errors.ts";
import type { HttpResponse } from "./message.ts";

/** What a refusal looks like on the wire: `{"__type","message","requestId"}`, with the headers that AWS clients read. */
export function errorResponse(error: HttpError, requestId: string): HttpResponse {
  return {
    status: error.status,
    headers: {
      ...error.headers,
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-amzn-errortype": error.code,
      "x-amzn-requestid": requestId,
    },
    body: JSON.stringify({ __type: error.code, message: error.message, requestId }),
  };
}
