import type { ServerResponse } from "node:http";
import type { HttpResponse } from "./message.ts";

/**
 * Writes an answer to its socket and resolves when it was handed over, or the client went away.
 * @param stallMs a client that takes nothing for so long is cut off.
 * @throws what a streamed body throws; the connection is then cut, since the answer cannot be completed.
 */
export async function writeResponse(response: HttpResponse, out: ServerResponse, stallMs: number): Promise<void> {
  const { body } = response;
  if (body === null || typeof body === "string" || body instanceof Uint8Array) {
    const bare = response.status === 204 || response.status === 304;
    // A HEAD answer may carry the length of what GET would send.
    const length = bare ? {} : { "content-length": String(body === null ? 0 : Buffer.byteLength(body)) };
    out.writeHead(response.status, { ...length, ...response.headers });
    // A text goes as it is: Node puts it behind the head, and both leave in one piece.
    await ended(out, await allButEnd(out, bare ? null : body, stallMs), stallMs);
    return;
  }

  out.writeHead(response.status, response.headers);
  try {
    for await (const chunk of body) {
      if (out.destroyed) return;
      if (!out.write(chunk)) await drained(out, stallMs);
    }
    out.end();
  } catch (error) {
    out.destroy();
    throw error;
  }
}

/** What is written at once, in bytes: whoever takes less in the time that is given takes nothing, and the slowest network has more. */
const piece = 64 * 1024;

/** Writes a long body but for its end, piece by piece: a slow client may take minutes for all of it. @returns what is left to write */
async function allButEnd(
  out: ServerResponse,
  body: string | Uint8Array | null,
  stallMs: number,
): Promise<string | Uint8Array | null> {
  if (body === null || body.length <= piece) return body;
  let rest = typeof body === "string" ? Buffer.from(body) : body;
  for (; rest.length > piece && !out.destroyed; rest = rest.subarray(piece)) {
    if (!out.write(rest.subarray(0, piece))) await drained(out, stallMs);
  }
  return rest;
}

/** Ends the answer with what is left of its body and waits until it was handed over, or for the end of the connection, which it cuts as `drained` does. */
function ended(out: ServerResponse, body: string | Uint8Array | null, stallMs: number): Promise<void> {
  if (out.destroyed || out.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => out.destroy(), stallMs);
    const settle = () => {
      clearTimeout(timer);
      resolve();
    };
    out.once("close", settle);
    out.end(body ?? undefined, settle);
  });
}

/** Waits until more can be written, or for the end of the connection, which it cuts when neither comes in time. */
function drained(out: ServerResponse, stallMs: number): Promise<void> {
  if (out.destroyed || out.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => out.destroy(), stallMs);
    // Both are taken off again: an answer waits as often as it has pieces.
    const settle = () => {
      clearTimeout(timer);
      out.off("drain", settle);
      out.off("close", settle);
      resolve();
    };
    out.once("drain", settle);
    out.once("close", settle);
  });
}
