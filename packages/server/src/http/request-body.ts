import type { IncomingMessage } from "node:http";
import { httpErrors } from "./errors.ts";

/**
 * A reader of a request's whole body, which reads once and remembers.
 * @param begin runs before the first byte is read: it tells a client that waits for permission (Expect: 100-continue) to send.
 * @returns a function whose promise rejects with 413 past `limit` bytes and 400 when the client goes away.
 */
export function bodyReader(message: IncomingMessage, limit: number, begin?: () => void): () => Promise<Uint8Array> {
  let body: Promise<Uint8Array> | undefined;
  return () => {
    body ??= read(message, limit, begin);
    return body;
  };
}

function read(message: IncomingMessage, limit: number, begin?: () => void): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // Declared sizes are refused before anything is sent or kept.
    if (Number(message.headers["content-length"] ?? 0) > limit) return reject(httpErrors.bodyTooLarge(limit));
    if (message.destroyed && !message.readableEnded) return reject(httpErrors.bodyAborted());
    const chunks: Uint8Array[] = [];
    let size = 0;
    const stop = () => {
      message.off("data", take);
      message.off("end", end);
      message.off("error", abort);
      message.off("close", abort);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        stop();
        message.pause();
        reject(httpErrors.bodyTooLarge(limit));
      } else chunks.push(chunk);
    };
    const end = () => {
      stop();
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks, size));
    };
    const abort = () => {
      stop();
      reject(httpErrors.bodyAborted());
    };
    message.on("data", take);
    message.on("end", end);
    message.on("error", abort);
    message.on("close", abort);
    begin?.();
  });
}
