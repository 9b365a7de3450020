import type { Socket } from "node:net";
import type { Log } from "../platform/log.ts";
import { STATUS_CODES } from "../platform/node-http.ts";
import type { Random } from "../platform/random.ts";
import { errorResponse } from "./error-response.ts";
import { HttpError, httpErrors } from "./errors.ts";

/** What Node's parser reports of a request that it cannot read. Whatever is not here is malformed. */
const refusals: Readonly<Record<string, () => HttpError>> = {
  HPE_HEADER_OVERFLOW: httpErrors.headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: httpErrors.tooSlow,
};

/** Answers on a connection whose request could not be read, and closes it: what would follow cannot be told from this request. */
export function answerBrokenConnection(
  socket: Socket,
  error: NodeJS.ErrnoException | HttpError,
  ports: { random: Random; log: Log },
): void {
  socket.on("error", () => socket.destroy());
  const requestId = ports.random.uuid();
  const refusal = error instanceof HttpError ? error : (refusals[error.code ?? ""] ?? httpErrors.malformedRequest)();
  ports.log.info({ requestId, rule: refusal.code, parser: error.code, status: refusal.status }, refusal.message);
  const { status, headers, body } = errorResponse(refusal, requestId);
  const text = typeof body === "string" ? body : "";
  const lines = Object.entries({
    ...headers,
    "content-length": String(Buffer.byteLength(text)),
    connection: "close",
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${text}`);
  // What the client still sends is taken for a moment, so that it reads the answer rather than a reset.
  socket.resume();
  setTimeout(() => socket.destroy(), 1000).unref();
}
